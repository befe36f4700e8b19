"""The board of good examples: nothing is public before the person agreed to these very words."""

import pytest

from accounts.roles import Role
from campaign.actions import examples as acts
from campaign.actions import personal_data
from campaign.actions.examples import Told
from campaign.actions.refused import Refused
from campaign.actions.showcase import hide
from campaign.models.audit import Event
from campaign.models.message import Message
from campaign.models.showcase import GoodExample
from tests.factories import make_user
from tests.showcase import make_entry, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_entry(title="Máy bóc vỏ tôm")


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def told(entry, **other):
    facts = {
        "asked": entry.submission.owner, "collective": "", "period": "Quý I", "order": 1,
        "story": "Chị làm máy từ đồ cũ.", "picture": None, "alternative": "",
    }  # fmt: skip
    return Told(**(facts | other))


def public():
    return [(one.name, one.story) for one in GoodExample.objects.shown()]


def answer(example, agrees=True, **other):
    example.refresh_from_db()
    return acts.answer(
        example, **({"by": example.asked, "agrees": agrees, "version": example.version} | other)
    )


def test_a_story_is_public_from_the_yes_of_its_person_on_and_both_sides_hear(entry, officer):
    example = acts.write(entry, by=officer, told=told(entry))
    asked = Message.objects.get(event="example_asked")
    assert (public(), asked.reader, asked.subject[:14]) == ([], entry.submission.owner, "[Cần trả lời] ")

    answer(example)

    assert public() == [(entry.submission.owner.full_name, "Chị làm máy từ đồ cũ.")]
    assert Message.objects.get(event="example_answered").reader == officer


def test_other_words_need_the_yes_anew_and_an_old_page_says_yes_to_nothing(entry, officer):
    example = acts.write(entry, by=officer, told=told(entry))
    answer(example)

    acts.rewrite(example, by=officer, told=told(entry, story="Bài khác."), version=1)

    assert public() == []
    with pytest.raises(Refused, match="đã được sửa"):
        answer(example, version=1)
    answer(example)
    assert public() == [(entry.submission.owner.full_name, "Bài khác.")]


def test_a_yes_can_be_taken_back_and_the_office_can_take_the_story_down(entry, officer):
    example = acts.write(entry, by=officer, told=told(entry, collective="Tổ cơ khí"))
    answer(example)
    answer(example, agrees=False)
    assert public() == []
    answer(example)
    assert public() == [("Tổ cơ khí", "Chị làm máy từ đồ cũ.")]

    acts.remove(example, by=officer, reason="Hết đợt.")

    assert (public(), Message.objects.get(event="example_removed").reader) == ([], entry.submission.owner)
    with pytest.raises(Refused, match="đã được gỡ"):
        answer(example)


def test_what_is_hidden_from_the_library_is_off_the_board(entry, officer):
    answer(acts.write(entry, by=officer, told=told(entry)))
    hide(entry, by=officer, reason="Khiếu nại.")
    assert public() == []


def test_what_is_refused(entry, officer):
    stranger, picture = make_user(), make_picture(entry.submission)
    for wrong, by, reason in [
        (told(entry), stranger, "nhiệm vụ"),
        (told(entry), entry.submission.owner, "nhiệm vụ"),
        (told(entry, asked=stranger), officer, "phải là tác giả"),
        (told(entry, story=" "), officer, "cần có bài viết"),
        (told(entry, picture=picture), officer, "câu mô tả"),
    ]:
        with pytest.raises(Refused, match=reason):
            acts.write(entry, by=by, told=wrong)
    example = acts.write(entry, by=officer, told=told(entry))
    with pytest.raises(Refused, match="thứ hai"):
        acts.write(entry, by=officer, told=told(entry))
    with pytest.raises(Refused, match="Chỉ người được hỏi"):
        answer(example, by=officer)
    answer(example)
    with pytest.raises(Refused, match="không ghi thêm lần nữa"):
        answer(example)
    assert GoodExample.objects.count() == 1


def test_with_the_data_of_its_person_the_story_goes_and_the_trail_never_named_them(entry, officer):
    owner = entry.submission.owner
    name = owner.full_name
    answer(
        acts.write(
            entry, by=officer, told=told(entry, picture=make_picture(entry.submission), alternative="Ảnh")
        )
    )
    wish = personal_data.ask_erasure(by=owner, text="Tôi nghỉ.")

    personal_data.erase(wish, by=make_user(Role.ADMINISTRATOR))

    row = GoodExample.objects.get()
    assert (public(), row.story, row.picture, name in row.name) == ([], "", None, False)
    verbs = Event.objects.filter(verb__in=("write_example", "agree_to_example"))
    assert [name in str(event.facts) for event in verbs] == [False, False]
