"""What changed between two frozen versions of a dossier, in words."""

from campaign.rules.revision_changes import changes
from campaign.rules.text_difference import ADDED, REMOVED, SAME, Segment

HOA = {"uid": "a", "full_name": "Lê Thị Hoa", "birth_date": "1985-03-01", "job_title": "", "share_bp": 10000}
BINH = {
    "uid": "b",
    "full_name": "Trần Văn Bình",
    "birth_date": None,
    "job_title": "Kế toán",
    "share_bp": 4000,
}
PDF = {"name": "anh.pdf", "size": 5, "sha256": "1"}


def content(**facts):
    return {"title": "Phiếu có mã", "first_used_on": "2026-01-31", "authors": [HOA], "participants": [],
            "strand": "ky-thuat", "files": [PDF], "confidential": ""} | facts  # fmt: skip


def told(before, after, **options):
    found = changes(before, after, **options)
    return [(change.section, str(change.label), [str(line) for line in change.lines]) for change in found]


def test_the_same_content_has_no_changes():
    assert changes(content(), content()) == []


def test_a_text_is_shown_once_with_what_came_and_went():
    (change,) = changes(content(), content(title="Phiếu có mã vạch"))
    assert (change.section, str(change.label)) == ("chung", "Tên sáng kiến")
    assert change.segments == (Segment(SAME, "Phiếu có mã"), Segment(ADDED, " vạch"))


def test_a_day_is_written_as_people_write_it():
    (change,) = changes(content(), content(first_used_on="2026-02-28"))
    texts = {segment.kind: segment.text for segment in change.segments}
    assert "2026-" not in texts.get(REMOVED, "") + texts.get(ADDED, "")
    assert "".join(segment.text for segment in change.segments if segment.kind != ADDED) == "31/01/2026"


def test_people_who_came_went_and_changed_are_named():
    after = content(authors=[BINH, HOA | {"share_bp": 6000, "job_title": "Tổ trưởng", "birth_date": None}])
    assert told(content(), after) == [
        (
            "tac-gia",
            "Tác giả",
            [
                "Thêm Trần Văn Bình (40,00 %).",
                "Lê Thị Hoa: ngày sinh từ «01/03/1985» thành để trống.",
                "Lê Thị Hoa: chức danh từ để trống thành «Tổ trưởng».",
                "Lê Thị Hoa: tỷ lệ đóng góp từ 100,00 % thành 60,00 %.",
            ],
        )
    ]
    assert told(
        after, content(authors=[HOA | {"share_bp": 6000, "job_title": "Tổ trưởng", "birth_date": None}])
    ) == [("tac-gia", "Tác giả", ["Bỏ Trần Văn Bình (40,00 %)."])]


def test_a_new_order_of_the_same_people_is_told():
    assert told(content(authors=[HOA, BINH]), content(authors=[BINH, HOA])) == [
        ("tac-gia", "Tác giả", ["Thứ tự trong danh sách thay đổi."])
    ]


def test_namesakes_without_a_mark_of_their_own_are_told_apart_by_their_turn():
    worker = {"full_name": "Lý Văn Tám", "workplace": "Đội 1", "work_supported": ""}
    before = content(participants=[worker, worker | {"workplace": "Đội 2"}])
    after = content(participants=[worker, worker | {"workplace": "Đội 3"}])
    assert told(before, after) == [
        (
            "ap-dung-thu",
            "Người áp dụng thử",
            ["Lý Văn Tám: nơi công tác hoặc thường trú từ «Đội 2» thành «Đội 3»."],
        )
    ]


def test_files_are_told_apart_by_their_content():
    after = content(files=[PDF | {"sha256": "2"}, {"name": "so-do.png", "size": 3, "sha256": "3"}])
    assert told(content(), after) == [
        ("tep", "Tệp kèm theo", ["Tệp «anh.pdf» được thay bằng bản khác.", "Thêm tệp «so-do.png»."])
    ]
    assert told(content(), content(files=[])) == [("tep", "Tệp kèm theo", ["Bỏ tệp «anh.pdf»."])]


def test_who_may_not_read_the_confidential_part_is_not_told_that_it_changed():
    after = content(confidential="Công thức")
    assert [section for section, *_ in told(content(), after)] == ["bao-mat"]
    assert told(content(), after, confidential=False) == []
