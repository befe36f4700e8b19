import pytest

from campaign.rules.votes import parse_votes


@pytest.mark.parametrize(
    "line",
    [
        "T0001/2026; 1.200",
        "T0001/2026;1200",
        "T0001/2026\t1200",
        "T0001/2026,1200",
        '"T0001/2026","1200"',
        "  T0001/2026   1.200 ;;",
    ],
)
def test_a_line_is_read_as_it_comes_out_of_a_spreadsheet(line):
    assert parse_votes(line) == ({1: ("T0001/2026", 1200)}, {})


def test_heading_and_empty_lines_are_left_out_and_lines_keep_their_numbers():
    assert parse_votes("Số tiếp nhận;Số phiếu\n\n ;; \nT0001/2026;5")[0] == {4: ("T0001/2026", 5)}


def test_a_list_that_is_too_long_is_not_cut_silently():
    _, wrong = parse_votes("T1;1\n" * 5001)
    assert {line: str(why) for line, why in wrong.items()} == {
        5001: "mỗi lần chỉ nhận 5.000 dòng, hãy chia danh sách"
    }


@pytest.mark.parametrize(
    "line", ["T0001/2026", "T0001/2026; nhiều", "T0001/2026; -5", "T0001/2026; 1.20", "; 5"]
)
def test_what_is_not_understood_is_said_with_an_example(line):
    found, wrong = parse_votes(line)
    assert found == {}
    assert str(wrong[1]) == f"không hiểu «{line}», hãy viết như: T0001/2026; 125"
