"""More time for a unit or a person: granted with a reason, told, taken back."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from accounts.roles import Role
from campaign.actions.extension import Wish, grant, revoke
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.deadline import Extension
from campaign.models.message import Message
from campaign.rules.calendar import vn_stamp
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def campaign():
    """Handing in ended yesterday; units still endorse."""
    return make_campaign(open_windows=["endorse"])


def wish(**facts):
    return Wish(**({"closes": clock.now() + DAY, "reason": "Mưa lũ"} | facts))


def reason(*args, **facts):
    with pytest.raises(Refused) as caught:
        grant(*args, **facts)
    return str(caught.value)


def readers(event):
    return set(Message.objects.filter(event=event).values_list("reader", flat=True))


def test_a_unit_gets_more_time_and_those_it_reaches_are_told(campaign, officer):
    unit = make_unit()
    head = make_user(Role.UNIT_HEAD, unit=unit)
    draft = make_submission(campaign=campaign, owner=make_user(unit=unit))
    make_submission(campaign=campaign, owner=make_user(unit=unit), state="submitted")
    make_submission(campaign=campaign)
    made = grant(campaign, wish(unit=unit, most_uses=3), by=officer)
    assert (made.unit, made.most_uses, made.uses, made.granted_by) == (unit, 3, 0, officer)
    assert readers("extension_granted") == {head.pk, draft.owner_id}
    event = Event.objects.get()
    assert (event.verb, event.actor, event.facts["reason"], event.facts["extension"]) == (
        "grant_extension", officer, "Mưa lũ", made.pk,
    )  # fmt: skip


def test_the_trail_keeps_no_language_of_whoever_acted(campaign, officer):
    with override("en"):
        made = grant(campaign, wish(person=make_user()), by=officer)
    assert Event.objects.get().facts["due"] == vn_stamp(made.closes)


def test_the_same_wish_pressed_twice_is_one_extension(campaign, officer):
    facts = wish(person=make_user())
    assert grant(campaign, facts, by=officer) == grant(campaign, facts, by=officer)
    assert (Extension.objects.count(), Event.objects.count()) == (1, 1)


def test_taking_it_back_is_told_and_done_once(campaign, officer):
    person = make_user()
    made = grant(campaign, wish(person=person), by=officer)
    revoke(made, by=officer)
    with pytest.raises(Refused):
        revoke(made, by=officer)
    assert readers("extension_revoked") == {person.pk}
    assert list(Event.objects.order_by("number").values_list("verb", flat=True)) == [
        "grant_extension",
        "revoke_extension",
    ]


def test_nobody_gives_more_time_to_the_own_dossier(campaign, officer):
    own = make_submission(campaign=campaign, owner=officer)
    sentence = (
        "Lần gia hạn này có lợi cho hồ sơ của chính bạn nên bạn không được quyết định. Chưa gia hạn cho ai; việc này "
        "thuộc người khác cùng nhiệm vụ."
    )
    assert reason(campaign, wish(unit=own.unit), by=officer) == sentence
    assert reason(campaign, wish(person=officer), by=officer) == sentence


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.UNIT_HEAD, Role.CHAIR, Role.INSPECTOR])
def test_only_the_office_gives_more_time(campaign, role):
    assert reason(campaign, wish(person=make_user()), by=make_user(role)) == (
        "Vai trò của bạn không có nhiệm vụ này trong phong trào."
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"closes": -DAY}, "phải sau hạn nộp chung"),
        ({"closes": timedelta(days=31)}, "ở sau khi đơn vị hết thời gian xác nhận"),
        ({"reason": " \n"}, "Hãy ghi lý do gia hạn"),
        ({"unit": True}, "dành cho một đơn vị hoặc một người"),
        ({"person": None}, "dành cho một đơn vị hoặc một người"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(campaign, officer, facts, said):
    facts = dict(facts)
    if "closes" in facts:
        facts["closes"] = clock.now() + facts["closes"]
    if facts.get("unit"):
        facts["unit"] = make_unit()
    assert said in reason(campaign, wish(**({"person": make_user()} | facts)), by=officer)
    assert (Extension.objects.count(), Message.objects.count()) == (0, 0)


def test_a_strand_of_another_campaign_is_refused(campaign, officer):
    strand = make_campaign().strands.get()
    assert "không thuộc phong trào này" in reason(
        campaign, wish(person=make_user(), strand=strand), by=officer
    )
