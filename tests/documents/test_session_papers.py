"""The papers of a session say what the session says, in both kinds, and the same bytes for the same session."""

import io

import pytest
from pypdf import PdfReader

from campaign.actions.council_session import declare_recusal, write_notes
from campaign.actions.session_end import close_session
from campaign.actions.vote_rounds import Counted, close_by_hand, close_round, void_round
from campaign.actions.voting import vote_by_name
from campaign.documents.fairness_totals import basis_in_minutes
from campaign.documents.session_papers import PAPERS, paper
from campaign.models import clock
from campaign.models.fairness import ScoreBasis
from campaign.models.session import CouncilSession
from campaign.rules.ballot import Count, Papers
from campaign.rules.fairness_basis import NEVER_ASKED
from campaign.rules.sessions import Way
from tests.council import make_ranked, make_room
from tests.paper_text import words

pytestmark = pytest.mark.django_db


def fresh(room):
    return CouncilSession.objects.select_related("council__campaign", "ranking__strand__rubric").get(
        pk=room.session.pk
    )


@pytest.fixture
def room():
    """One dossier by name with a member outside, one counted by hand with a void round before."""
    room = make_room(make_ranked("95", "60"), size=7).begin()
    first, second = room.items
    declare_recusal(first, by=room.users[6])
    vote = room.vote(first, way=Way.NAMED)[0]
    for user in room.users[:6]:
        vote_by_name(
            vote, by=user, choices={vote.items.get().pk: "for" if user != room.users[2] else "blank"}
        )
    close_round(vote, by=room.chair)
    void_round(room.vote(second, way=Way.PAPER)[0], by=room.chair, reason="Phát nhầm mẫu phiếu.")
    again = room.vote(second, way=Way.PAPER)[0]
    counted = Counted(Papers(7, 7, 1), {again.items.get().pk: Count(4, 1, 1)}, "Ngô Văn Ba, Hà Thị Tư")
    close_by_hand(again, by=room.chair, counted=counted)
    write_notes(first, by=room.chair, notes="", conclusion="Không xếp giải theo quy chế.", version=1)
    write_notes(
        second, by=room.chair, notes="Ông Ba đề nghị làm rõ.", conclusion="Chưa đủ số phiếu.", version=1
    )
    return room


def ended(room):
    close_session(room.session, by=room.chair, minutes_number="03/BB-HĐSK")
    return fresh(room)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_minutes_say_who_was_there_what_was_said_and_what_came_of_it(room, kind):
    text = words(paper(ended(room), "bien-ban-hop", kind, room.chair))
    for said in (
        "BIÊN BẢN",
        "03/BB-HĐSK",
        "7/7 thành viên",
        "cần ít nhất 5/7 thành viên dự họp",
        "Bùi Văn Bảy (tự xin không tham gia)",
        "Ông Ba đề nghị làm rõ.",
        "Kết luận: Chưa đủ số phiếu.",
        "đồng ý 5, không đồng ý 0, phiếu trắng 1, thông qua (lượt 1)",
        "đồng ý 4, không đồng ý 1, phiếu trắng 1, không thông qua (lượt 3)",
        "Lê Văn Chủ",
    ):
        assert said in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_minutes_carry_the_vote_on_the_totals(room, kind):
    assert str(NEVER_ASKED) in words(paper(fresh(room), "bien-ban-hop", kind, room.chair))
    strand = room.session.ranking.strand
    ScoreBasis.objects.create(
        strand=strand, basis="raw", members_total=7, members_present=7, votes_for=2, votes_against=5,
        reason="Chênh lệch nhỏ.", decided_at=clock.now(), decided_by=room.chair,
    )  # fmt: skip

    said = str(basis_in_minutes(strand))

    assert "2 phiếu đồng ý hiệu chỉnh, 5 phiếu không đồng ý" in said
    assert said in words(paper(fresh(room), "bien-ban-hop", kind, room.chair))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_vote_count_says_what_was_given_out_and_what_came_back(room, kind):
    text = words(paper(ended(room), "bien-ban-kiem-phieu", kind, room.chair))
    for said in (
        "phát ra 7, thu về 7, hợp lệ 6, không hợp lệ 1",
        "phát ra 6, thu về 6, hợp lệ 6, không hợp lệ 0",
        "Phát nhầm mẫu phiếu.",
        "Ngô Văn Ba, Hà Thị Tư",
        "Ngô Văn Ba: phiếu trắng",
        "5/7 thành viên đồng ý",
    ):
        assert said in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_table_of_scores_is_that_of_the_ranking(room, kind):
    text = words(paper(ended(room), "bang-diem", kind, room.chair))
    assert "95,00" in text
    assert "60,00" in text
    assert "Tính mới 30,00" in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("name", PAPERS)
def test_the_same_session_gives_the_same_bytes(room, name, kind):
    session = ended(room)
    assert (
        paper(session, name, kind, room.chair).content == paper(fresh(room), name, kind, room.chair).content
    )


def test_before_the_end_it_is_a_draft(room):
    text = words(paper(fresh(room), "bien-ban-hop", "pdf", room.chair))
    assert "DỰ THẢO" in text
    assert "DỰ THẢO" not in words(paper(ended(room), "bien-ban-hop", "pdf", room.chair))


@pytest.mark.parametrize("name", PAPERS)
def test_who_stayed_out_gets_an_extract_without_the_item(room, name):
    hidden, seen = (item.register_number for item in room.items)
    text = words(paper(ended(room), name, "pdf", room.users[6]))
    assert "Bản trích: không gồm 1 mục" in text
    assert hidden not in text
    assert seen in text


def test_the_files_are_archived_and_accessible(room):
    reader = PdfReader(io.BytesIO(paper(ended(room), "bien-ban-hop", "pdf", room.chair).content))
    facts = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "pdfaid:part" in facts
    assert "pdfuaid:part" in facts
