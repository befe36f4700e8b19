"""The editor: every section is saved by itself, a stale one is never written over, and no typed word is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.submission import save
from campaign.models.campaign import FieldHelp
from campaign.models.submission import Submission
from campaign.models.writing import KeptForm
from tests.browser_form import filled
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    submission = make_submission()
    client.force_login(submission.owner)
    return submission


@pytest.fixture
def editor(client, draft):
    """What a browser would send of the page as it stands, with some fields changed."""
    return lambda **changes: filled(client.get(address(draft)), **changes)


def address(draft, page="edit"):
    return reverse(f"author:{page}", args=[draft.code])


def elsewhere(draft, **content):
    """Saved in another tab or by somebody else."""
    draft.refresh_from_db()
    save(draft, by=draft.owner, content=content, version=draft.version)


def problems(answer):
    return [(problem.box, problem.label, problem.text) for problem in answer.context["problems"]]


def compared(answer):
    """Label, what stands and what was typed, of every text in a conflict; what differs in brackets."""
    texts = [text for part in answer.context["conflicts"] for text in part.comparison.texts]
    return [(str(text.label), marked(text.stands), marked(text.typed)) for text in texts]


def marked(segments):
    return "".join(one.text if one.kind == "same" else f"[{one.text}]" for one in segments)


def choice(answer, side):
    part = answer.context["conflicts"][0]
    return {f"chon-{part.anchor}": getattr(part.comparison, side)}


def autosaved(client, draft, fields):
    return client.post(address(draft, "autosave"), fields, headers={"Accept": "application/json"}).json()


def test_an_untouched_form_changes_nothing(client, draft, editor):
    client.post(address(draft), editor())
    assert Submission.objects.get().version == 1


def test_the_same_press_twice_is_one_save(client, draft, editor):
    fields = editor(title="Tên mới")
    client.post(address(draft), fields)
    answer = client.post(address(draft), fields)
    assert (answer.status_code, Submission.objects.get().version) == (302, 2)


def test_sections_that_are_right_are_saved_beside_one_that_is_not(client, draft, editor):
    fields = {"nature": "Đoạn vừa viết.", "tac_gia-0-share": "ba mươi"}
    answer = client.post(address(draft), editor(**fields))
    assert problems(answer) == [
        (
            "div_id_tac_gia-0-share",
            "Tác giả 1 – Tỷ lệ đóng góp (%)",
            "Tỷ lệ đóng góp «ba mươi» không phải là một số phần trăm. Hãy nhập số từ 0,01 đến 100, ví dụ 33,33.",
        )
    ]
    assert answer.context["editor"].authors.forms[0]["share"].value() == "ba mươi"
    assert (Submission.objects.get().nature, draft.authorships.get().share_bp) == ("Đoạn vừa viết.", 10000)


def test_what_could_not_be_stored_stands_in_the_form_again(client, draft, editor):
    client.post(address(draft), editor(first_used_on="31/02/2026", title="Tên đang viết"))
    again = client.get(address(draft)).context["form"]
    assert (again["first_used_on"].value(), again["title"].value()) == ("31/02/2026", "Tên đang viết")
    assert again.errors == {}


def test_a_text_that_is_too_long_is_kept_whole(client, draft, editor):
    answer = client.post(address(draft), editor(title="a" * 301))
    assert [box for box, _label, _text in problems(answer)] == ["div_id_title"]
    assert KeptForm.objects.get().fields["title"] == ["a" * 301]


def test_two_people_who_write_in_different_sections_both_keep_their_text(client, draft, editor):
    fields = editor(nature="Bản chất mới.")
    elsewhere(draft, title="Tên mới")
    answer = client.post(address(draft), fields, follow=True)
    stored = Submission.objects.get()
    assert (stored.title, stored.nature) == ("Tên mới", "Bản chất mới.")
    moved, done = [str(message) for message in answer.context["messages"]]
    assert moved.startswith(
        "Mục «Thông tin chung» vừa được sửa ở nơi khác; trang này hiện bản mới của mục đó. Bạn đã lưu bản này ở thẻ "
        "khác hoặc máy khác lúc "
    )
    assert done == "Đã lưu bản nháp."


def test_a_stale_section_is_not_written_and_both_texts_are_shown(client, draft, editor):
    fields = editor(nature="Phiếu có mã vạch.", summary="Tóm tắt mới.")
    elsewhere(draft, nature="Phiếu có mã số.")
    answer = client.post(address(draft), fields)
    stored = Submission.objects.get()
    assert (stored.nature, stored.summary) == ("Phiếu có mã số.", "Tóm tắt mới.")
    assert compared(answer) == [
        ("Mô tả bản chất của sáng kiến", "Phiếu có mã[ số].", "Phiếu có mã[ vạch]."),
    ]
    assert answer.context["form"]["nature"].value() == "Phiếu có mã vạch."


def test_without_a_choice_the_conflict_stays(client, draft, editor):
    fields = editor(nature="Của tôi.")
    elsewhere(draft, nature="Của người khác.")
    again = client.post(address(draft), filled(client.post(address(draft), fields)))
    assert len(compared(again)) == 1
    assert Submission.objects.get().nature == "Của người khác."


@pytest.mark.parametrize(("side", "stored"), [("mine", "Của tôi."), ("theirs", "Của người khác.")])
def test_the_chosen_text_is_stored(client, draft, editor, side, stored):
    fields = editor(nature="Của tôi.")
    elsewhere(draft, nature="Của người khác.")
    shown = client.post(address(draft), fields)
    answer = client.post(address(draft), filled(shown, **choice(shown, side)))
    assert (answer.status_code, Submission.objects.get().nature) == (302, stored)
    assert client.get(address(draft)).context["form"]["nature"].value() == stored


def test_a_choice_between_older_texts_does_not_count(client, draft, editor):
    fields = editor(nature="Của tôi.")
    elsewhere(draft, nature="Của người khác.")
    shown = client.post(address(draft), fields)
    elsewhere(draft, nature="Của người thứ ba.")
    answer = client.post(address(draft), filled(shown, **choice(shown, "mine")))
    assert compared(answer) == [
        ("Mô tả bản chất của sáng kiến", "Của[ người thứ ba].", "Của[ tôi]."),
    ]


def test_a_table_of_people_is_compared_too(client, draft, editor):
    fields = editor(**{"ap_dung_thu-0-full_name": "Lý Thị Ba"})
    elsewhere(draft, participants=[{"full_name": "Lý Thị Hai", "workplace": "Phòng Văn hóa"}])
    answer = client.post(address(draft), fields)
    assert compared(answer) == [
        (
            "Danh sách người áp dụng thử",
            "1. Lý Thị[ Hai; Phòng Văn hóa]",
            "1. Lý Thị[ Ba]",
        )
    ]
    assert draft.trial_participants.get().full_name == "Lý Thị Hai"


def test_autosave_stores_and_gives_the_new_tag_of_what_it_stored(client, draft, editor):
    fields = editor(nature="Đang viết dở")
    told = autosaved(client, draft, fields)
    assert (told["state"], told["conflicts"], told["unsaved"], told["version"]) == ("saved", [], [], 2)
    client.post(address(draft), fields | {"tag-noi-dung": told["tags"]["noi-dung"], "nature": "Viết tiếp"})
    assert Submission.objects.get().nature == "Viết tiếp"


def test_autosave_says_what_could_not_be_stored_and_keeps_it(client, draft, editor):
    told = autosaved(client, draft, editor(first_used_on="31/02", nature="Đang viết"))
    assert (told["state"], [one["box"] for one in told["unsaved"]]) == ("partly", ["div_id_first_used_on"])
    assert KeptForm.objects.get().fields["first_used_on"] == ["31/02"]
    assert Submission.objects.get().nature == "Đang viết"


def test_autosave_names_the_moment_when_the_unstored_text_was_kept(client, draft, editor):
    Submission.objects.filter(pk=draft.pk).update(saved_at=draft.saved_at - timedelta(days=1))

    told = autosaved(client, draft, editor(first_used_on="31/02"))

    assert told["at_iso"] == KeptForm.objects.get().saved_at.isoformat()


def test_autosave_neither_overwrites_nor_chooses(client, draft, editor):
    fields = editor(nature="Của tôi.")
    elsewhere(draft, nature="Của người khác.")
    shown = client.post(address(draft), fields)
    told = autosaved(client, draft, filled(shown, **choice(shown, "mine")))
    assert (told["state"], told["conflicts"], "noi-dung" in told["tags"]) == ("partly", ["noi-dung"], False)
    assert Submission.objects.get().nature == "Của người khác."


def test_autosave_leaves_alone_what_another_changed_and_this_form_did_not(client, draft, editor):
    fields = editor(nature="Của tôi.")
    elsewhere(draft, title="Tên mới")
    told = autosaved(client, draft, fields)
    again = autosaved(client, draft, fields | {f"tag-{anchor}": tag for anchor, tag in told["tags"].items()})
    assert (told["others"], again["others"]) == (["chung"], ["chung"])
    assert Submission.objects.get().title == "Tên mới"


def test_autosave_tells_what_is_missing_and_what_looks_wrong(client, draft, editor):
    told = autosaved(client, draft, editor(conditions="", benefits_others="Phòng \ufffd đã dùng"))
    missing = {one["anchor"]: [point["text"] for point in one["problems"]] for one in told["sections"]}
    assert missing["noi-dung"] == [
        "Chưa điền mục «Điều kiện cần thiết để áp dụng». Hãy bổ sung trước khi nộp."
    ]
    assert [one["field"] for one in told["warnings"]] == ["id_benefits_others"]
    assert told["shares"] == "100,00"


def test_an_autosave_that_comes_after_filing_is_refused_and_kept(client, draft, editor):
    fields = editor(nature="Viết thêm")
    Submission.objects.filter(pk=draft.pk).update(state="submitted", submitted_at=draft.saved_at)
    answer = client.post(address(draft, "autosave"), fields, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["text"]) == (
        409,
        "Hồ sơ đang ở trạng thái «Đã nộp, chờ đơn vị» nên không sửa được nữa. Hồ sơ được giữ nguyên như đã nộp; nếu "
        "cần sửa, hãy nhờ đơn vị trả lại hoặc rút hồ sơ. Nội dung bạn vừa nhập được giữ ở mục «Bản nhập dở đang "
        "giữ» trong tài khoản của bạn.",
    )
    assert KeptForm.objects.get().fields["nature"] == ["Viết thêm"]


def test_the_campaigns_own_words_and_example_stand_at_the_field(client, draft):
    FieldHelp.objects.create(
        campaign=draft.campaign, field="title", help="Bắt đầu bằng một động từ.", example="Cải tiến phiếu hẹn"
    )
    page = client.get(address(draft)).content.decode()
    assert [page.count(words) for words in ("Bắt đầu bằng một động từ.", "Cải tiến phiếu hẹn")] == [1, 1]


def test_the_preview_is_the_official_form_with_what_is_stored(client, draft):
    elsewhere(draft, confidential="Bí quyết pha chế", first_used_on=date(2026, 3, 1))
    page = client.get(address(draft, "preview")).content.decode()
    words = ("ĐƠN YÊU CẦU CÔNG NHẬN SÁNG KIẾN", "Tôi ghi tên dưới đây", "01/03/2026", "Bí quyết pha chế")
    assert [page.count(word) for word in words] == [1, 1, 1, 1]


def test_a_co_author_with_the_right_to_edit_saves_and_autosaves(client, draft):
    other = make_user(Role.AUTHOR)
    draft.authorships.create(order=2, user=other, full_name=other.full_name, access="edit", share_bp=0)
    client.force_login(other)
    fields = filled(client.get(address(draft)), nature="Đồng tác giả viết.")
    assert autosaved(client, draft, fields)["state"] == "saved"
    assert Submission.objects.get().nature == "Đồng tác giả viết."


@pytest.mark.parametrize("page", ["edit", "preview"])
def test_the_editor_asks_at_most_twelve_questions(client, draft, django_assert_max_num_queries, page):
    for number in range(3):
        other = make_user()
        draft.authorships.create(order=number + 2, user=other, full_name=other.full_name)
        draft.trial_participants.create(order=number, full_name=f"Người {number}")
        FieldHelp.objects.create(campaign=draft.campaign, field=f"field{number}", help="Ghi rõ.")
    with django_assert_max_num_queries(12):
        client.get(address(draft, page))
