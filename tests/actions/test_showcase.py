"""The library follows what is published; words and pictures only with the author's consent; the office may hide."""

import pytest

from accounts.roles import Role
from campaign.actions import showcase
from campaign.actions.refused import Refused
from campaign.actions.scope import raise_scope, release_scope
from campaign.actions.showcase import refresh
from campaign.documents.decision_draft import larger_scope
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.models.message import Message
from campaign.models.showcase import LibraryEntry
from tests.decisions import make_paper, take_back
from tests.factories import make_conflict, make_decision, make_user
from tests.showcase import make_entry, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_entry(title="Máy bóc vỏ tôm", shares=(6000, 4000))


def shown():
    return sorted(LibraryEntry.objects.shown().values_list("title", flat=True))


def test_only_what_is_published_and_recognised_enters_with_names_posts_and_units(entry):
    other = entry.campaign.strands.create(code="b", order=2, name="B", rubric=entry.submission.strand.rubric)
    make_decision(entry.campaign, "nhat", number=6, title="Còn kín", strand=other)
    unit = entry.submission.unit_name

    assert shown() == ["Máy bóc vỏ tôm"]
    assert entry.authors == [
        {"name": "Nguyễn Văn An", "post": "Chuyên viên", "unit": unit},
        {"name": "Trần Thị Bình 2", "post": "Chuyên viên", "unit": unit},
    ]
    facts = (entry.year, entry.award_label, entry.scope, entry.unit_name, entry.summary)
    assert facts == (2026, "Giải Nhất", "base", unit, "")


def test_the_workplace_of_somebody_without_an_account_is_not_copied_unless_it_is_the_unit():
    """It may be where they live (TT 18/2013, Annex I)."""
    entry = make_entry(shares=(6000, 4000))
    row = entry.submission.authorships.get(order=2)
    row.workplace = "Số 5, đường Hòa Bình"
    row.save()

    refresh(entry.campaign)

    units = [author["unit"] for author in LibraryEntry.objects.get().authors]
    assert units == [entry.submission.unit_name, ""]


def test_a_revoked_initiative_leaves_and_its_address_is_never_given_again(entry):
    award = entry.submission.awards.get()
    take_back(award, by=make_user(Role.ADMINISTRATOR), reason="Sao chép.")

    other = make_entry(title="Phiếu hẹn")

    assert (shown(), other.code > entry.code) == (["Phiếu hẹn"], True)


def test_keeping_level_twice_changes_nothing(entry):
    before = LibraryEntry.objects.values().get()
    refresh(entry.campaign)
    assert LibraryEntry.objects.values().get() == before


def test_words_and_pictures_are_public_only_once_their_author_approves_them(entry):
    picture = make_picture(entry.submission)
    owner = entry.submission.owner

    showcase.present(entry, by=owner, summary="  Máy chạy bằng điện. ", pictures={picture: "Máy trên bàn"})

    entry.refresh_from_db()
    said = [(one.attachment, one.alternative) for one in entry.pictures.all()]
    assert (entry.summary, entry.approved_by, said) == (
        "Máy chạy bằng điện.",
        owner,
        [(picture, "Máy trên bàn")],
    )
    assert Event.objects.first().verb == "present_initiative"
    showcase.retract(entry, by=owner)
    entry.refresh_from_db()
    assert (entry.summary, entry.approved_at, entry.pictures.count()) == ("", None, 0)


@pytest.mark.parametrize(
    ("summary", "words", "reason"),
    [
        ("", "", "cần có lời giới thiệu"),
        ("x" * 3001, "", "dài 3001 ký tự"),
        ("Máy tốt.", " ", "mô tả cho người không nhìn thấy ảnh"),
    ],
)
def test_words_that_cannot_be_shown_change_nothing(entry, summary, words, reason):
    pictures = {make_picture(entry.submission): words} if words else {}
    with pytest.raises(Refused, match=reason):
        showcase.present(entry, by=entry.submission.owner, summary=summary, pictures=pictures)
    assert LibraryEntry.objects.get().approved_at is None


def test_nobody_but_the_owner_approves_and_nothing_after_it_left(entry):
    for stranger in (make_user(), make_user(Role.OFFICER)):
        with pytest.raises(Refused, match="Chỉ người lập hồ sơ"):
            showcase.present(entry, by=stranger, summary="Lời.", pictures={})
    LibraryEntry.objects.update(left_at=clock.now())
    with pytest.raises(Refused, match="không còn trong thư viện"):
        showcase.present(entry, by=entry.submission.owner, summary="Lời.", pictures={})


def test_the_office_hides_with_a_reason_that_the_author_reads_and_shows_again(entry):
    officer = make_user(Role.OFFICER)
    with pytest.raises(Refused, match="cần ghi lý do"):
        showcase.hide(entry, by=officer, reason=" ")

    showcase.hide(entry, by=officer, reason="Đang kiểm tra khiếu nại.")

    letter = Message.objects.get(event="library_hidden")
    assert (shown(), letter.reader, "Đang kiểm tra khiếu nại." in letter.body) == (
        [],
        entry.submission.owner,
        True,
    )
    with pytest.raises(Refused, match="đã được ẩn từ trước"):
        showcase.hide(entry, by=officer, reason="Lần nữa.")
    showcase.unhide(entry, by=officer)
    assert shown() == ["Máy bóc vỏ tôm"]


def test_who_is_partial_or_holds_another_role_hides_nothing(entry):
    officer = make_user(Role.OFFICER)
    make_conflict(entry.submission, officer)
    for who in (officer, make_user(Role.JUDGE)):
        with pytest.raises(Refused):
            showcase.hide(entry, by=who, reason="Không thích.")
    assert shown() == ["Máy bóc vỏ tôm"]


def test_an_earlier_list_is_closed_until_an_administrator_opens_it_and_doubles_enter_once():
    administrator = make_user(Role.ADMINISTRATOR)
    batch = ImportBatch.objects.create(
        source="Danh sách 2015", sha256="0" * 64, imported_by=administrator, imported_at=clock.now(), rows=3
    )
    rows = [
        PastInitiative.objects.create(
            batch=batch, row_number=number, title=title, authors=["Lê Thị Mận"], year=year, search_text=""
        )
        for number, (title, year) in enumerate([("Tủ sách", 2015), ("Tủ sách.", 2015), ("Vườn rau", None)], 1)
    ]
    LikelyDouble.objects.create(earlier=rows[0], later=rows[1], verdict="same", score=1)
    assert shown() == []

    with pytest.raises(Refused):
        showcase.open_past(batch, by=make_user(Role.OFFICER))
    opened = showcase.open_past(batch, by=administrator)

    years = list(LibraryEntry.objects.order_by("pk").values_list("year", flat=True))
    assert (opened, shown(), years) == (2, ["Tủ sách", "Vườn rau"], [2015, 0])
    with pytest.raises(Refused, match="không còn dòng nào"):
        showcase.open_past(batch, by=administrator)


def test_a_wider_recognition_names_the_scope_and_leaves_the_prize():
    entry, administrator = make_entry(), make_user(Role.ADMINISTRATOR)
    award = entry.submission.awards.get()
    paper, seen = make_paper(number=None), larger_scope([award], "province").digest
    wider = raise_scope([award], by=administrator, paper=paper, scope="province", seen=seen)
    before = LibraryEntry.objects.values_list("scope", flat=True).get()

    release_scope(wider, by=administrator)

    one = LibraryEntry.objects.get()
    assert (before, one.scope, one.code, one.award_label) == ("base", "province", entry.code, "Giải Nhất")
    assert one.decision_text.startswith(f"{entry.decision_text}; ")
