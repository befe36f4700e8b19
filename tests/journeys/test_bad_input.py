"""What goes wrong on a real day: each time a Vietnamese sentence, and nothing that was typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaign.documents.publication_rehearsal import rehearse
from campaign.models.audit import Event
from campaign.models.judging import Sheet
from campaign.models.publication import Publication
from campaign.models.submission import Submission
from campaign.rules.phases import Kind
from tests.access.world import build
from tests.journeys.calendar import now_is
from tests.journeys.paper import form_on

pytestmark = pytest.mark.django_db


def at_desk_of(world, name):
    client = Client()
    client.force_login(world.people[name])
    return client


def words_of(response):
    return response.content.decode()


def state_of(world):
    return Submission.objects.get(pk=world.dossier.pk).state


def acts(verb):
    return Event.objects.filter(verb=verb).count()


@pytest.fixture
def draft():
    return build("draft")


@pytest.fixture
def owner(draft):
    return at_desk_of(draft, "owner")


def editor(draft):
    return reverse("author:edit", args=[draft.dossier.code])


def filing(draft):
    return reverse("author:submit", args=[draft.dossier.code])


def test_shares_that_make_less_than_a_hundred_are_kept_and_said_before_filing(draft, owner):
    form = form_on(owner.get(editor(draft)), having="title")
    owner.post(editor(draft), form | {"tac_gia-0-share": "59,99"})

    page = owner.get(filing(draft))

    assert "99,99 %" in words_of(page)
    assert "còn thiếu 0,01 %" in words_of(page)
    assert owner.post(filing(draft), {"version": "2", "declared": "on"}).status_code == 200
    assert (state_of(draft), draft.dossier.authorships.first().share_bp) == ("draft", 5999)


def test_a_share_that_is_no_number_comes_back_as_it_was_typed(draft, owner):
    form = form_on(owner.get(editor(draft)), having="title")

    page = owner.post(editor(draft), form | {"tac_gia-0-share": "sáu mươi", "nature": "Đoạn vừa viết thêm."})

    assert 'value="sáu mươi"' in words_of(page)
    assert "Đoạn vừa viết thêm." in words_of(page)
    assert "error-summary" in words_of(page)


def test_who_comes_too_late_keeps_the_draft_and_reads_when_it_closed(draft, owner):
    form = form_on(owner.get(filing(draft)), having="version")
    now_is(draft.campaign, Kind.ENDORSE)

    page = owner.post(filing(draft), form | {"declared": "on"})

    assert "Thời gian nộp hồ sơ đã kết thúc lúc" in words_of(page)
    assert "Hồ sơ vẫn được giữ ở dạng nháp." in words_of(page)
    assert state_of(draft) == "draft"


def test_a_program_named_pdf_is_refused_and_the_text_beside_it_is_kept(draft, owner):
    form = form_on(owner.get(editor(draft)), having="title")
    program = SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00" + b"\0" * 200)

    page = owner.post(
        reverse("author:upload", args=[draft.dossier.code]),
        form | {"nature": "Đoạn viết cùng lúc.", "files": program},
        follow=True,
    )

    assert "Tệp «bao-cao.pdf» chưa được nhận" in words_of(page)
    assert Submission.objects.get(pk=draft.dossier.pk).nature == "Đoạn viết cùng lúc."
    assert draft.dossier.attachments.count() == 1


def test_two_tabs_the_second_save_gets_both_texts_back_and_overwrites_nothing(draft, owner):
    first, second = (form_on(owner.get(editor(draft)), having="title") for _ in range(2))
    owner.post(editor(draft), first | {"nature": "Bản của thẻ thứ nhất."})

    page = owner.post(editor(draft), second | {"nature": "Bản của thẻ thứ hai."})

    assert "Hai bản của mục «Nội dung»" in words_of(page)
    assert '<del><span class="visually-hidden">[bỏ: </span> nhất' in words_of(page)
    assert form_on(page, having="title")["nature"].strip() == "Bản của thẻ thứ hai."
    assert Submission.objects.get(pk=draft.dossier.pk).nature == "Bản của thẻ thứ nhất."


def test_after_the_comparison_the_second_tab_saves_the_text_that_was_chosen(draft, owner):
    first, second = (form_on(owner.get(editor(draft)), having="title") for _ in range(2))
    owner.post(editor(draft), first | {"nature": "Bản của thẻ thứ nhất."})
    shown = owner.post(editor(draft), second | {"nature": "Bản của thẻ thứ hai."})
    mine = shown.context["conflicts"][0].comparison.mine

    owner.post(editor(draft), form_on(shown, having="title") | {"chon-noi-dung": mine})

    assert Submission.objects.get(pk=draft.dossier.pk).nature.strip() == "Bản của thẻ thứ hai."


def test_a_second_press_on_submit_changes_nothing_and_shows_the_receipt(draft, owner):
    form = form_on(owner.get(filing(draft)), having="version") | {"declared": "on"}
    owner.post(filing(draft), form)

    page = owner.post(filing(draft), form, follow=True)

    assert "GIẤY BIÊN NHẬN" in words_of(page)
    assert (state_of(draft), acts("submit")) == ("submitted", 1)


@pytest.fixture
def filed():
    return build("submitted")


def opinion(world, client):
    page = client.get(reverse("unit:detail", args=[world.dossier.code]))
    return form_on(page, having="comment") | {"outcome": "endorsed", "comment": "Đã áp dụng tốt."}


def test_the_desk_of_the_unit_cannot_endorse_and_keeps_what_it_wrote(filed):
    desk = at_desk_of(filed, "unit_desk")

    page = desk.post(reverse("unit:decide", args=[filed.dossier.code]), opinion(filed, desk))

    assert form_on(page, having="comment")["comment"].strip() == "Đã áp dụng tốt."
    assert 'role="alert"' in words_of(page)
    assert (state_of(filed), acts("endorse")) == ("submitted", 0)


def test_a_second_press_on_endorse_changes_nothing_and_says_so(filed):
    head = at_desk_of(filed, "unit_head")
    form, address = opinion(filed, head), reverse("unit:decide", args=[filed.dossier.code])
    head.post(address, form)

    page = head.post(address, form)

    assert page.status_code == 200
    assert 'role="alert"' in words_of(page)
    assert "Đã áp dụng tốt." in words_of(page)
    assert (state_of(filed), acts("endorse")) == ("endorsed", 1)


@pytest.fixture
def judging():
    return build("judging")


def test_a_sheet_open_in_two_tabs_gives_both_marks_back(judging):
    judge = at_desk_of(judging, "judge_marking")
    address = reverse("judge:sheet", args=[judging.alias("judge_marking")])
    first, second = (form_on(judge.get(address), having="comment") for _ in range(2))
    judge.post(address, first | {"points_benefit": "8,5", "comment": "Thẻ thứ nhất."})

    page = judge.post(address, second | {"points_benefit": "9,5", "comment": "Thẻ thứ hai."})

    assert "Phiếu này đã được lưu ở nơi khác" in words_of(page)
    assert "Thẻ thứ nhất." in words_of(page)
    assert form_on(page, having="comment")["comment"].strip() == "Thẻ thứ hai."
    assert Sheet.objects.get(judge=judging.people["judge_marking"]).comment == "Thẻ thứ nhất."


def test_a_second_press_on_lock_changes_nothing_and_says_so(judging):
    judge = at_desk_of(judging, "judge_marking")
    address = reverse("judge:lock", args=[judging.alias("judge_marking")])
    form = form_on(judge.get(address), having="version")
    judge.post(address, form)

    page = judge.post(address, form, follow=True)

    assert "Phiếu đã khóa lúc" in words_of(page)
    assert Event.objects.filter(verb="lock_sheet", actor=judging.people["judge_marking"]).count() == 1


def test_a_mark_beyond_the_maximum_comes_back_as_it_was_typed(judging):
    judge = at_desk_of(judging, "judge_marking")
    address = reverse("judge:sheet", args=[judging.alias("judge_marking")])
    form = form_on(judge.get(address), having="comment")

    page = judge.post(address, form | {"points_benefit": "31", "comment": "Lời vừa viết."})

    assert form_on(page, having="comment")["points_benefit"] == "31"
    assert "Lời vừa viết." in words_of(page)


def test_a_second_press_on_publish_changes_nothing_and_says_so():
    decided = build("decided")
    administrator = at_desk_of(decided, "administrator")
    decision = decided.campaign.decisions.get()
    address = reverse("office:publish_together", args=[decided.campaign.slug])
    form = {"qd": decision.pk, "seen": rehearse(decision).digest}
    administrator.post(address, form)

    page = administrator.post(address, form)

    assert page.status_code == 409
    assert "Quyết định này đã được công bố lúc" in words_of(page)
    assert (Publication.objects.count(), acts("publish")) == (1, 1)


@pytest.mark.browser
@pytest.mark.story
@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_submit_files_once_and_shows_the_receipt(visitor):
    world = build("draft")
    owner = visitor(world.people["owner"], phone=True).open(filing(world))
    owner.choose("Tôi xin cam đoan")

    owner.page.get_by_role("button", name="Nộp hồ sơ").dblclick()

    owner.page.wait_for_url("**/bien-nhan/")
    owner.look().sees("0001/2026")
    assert acts("submit") == 1
