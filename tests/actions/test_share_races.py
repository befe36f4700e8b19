"""A share confirmed by one real process while another changes the shares; and what would happen without the lock.

The one who confirms has compared the table with what was shown, and stops there until the other is through. With the
lock on the dossier the other cannot come through, so the wait ends by itself.
"""

import os

import pytest
from django.db import connection, connections

from campaign import invariants
from campaign.actions import application, coauthors, invitation_answers, share_confirmation, submission
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import Invitee
from campaign.models.audit import Event
from campaign.models.coauthors import Invitation
from campaign.models.submission import Authorship, Submission
from campaign.rules.coauthors import tag
from tests.factories import make_submission, make_user
from tests.moment import FORK, Moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DONE = "done"
PLACES = (share_confirmation, submission, coauthors, invitation_answers)


@pytest.fixture
def joined():
    """A draft of two, 60 and 40 %; the second has an account and has not confirmed."""
    dossier, hoa = make_submission(shares=(6000, 4000)), make_user(full_name="Lê Thị Hoa")
    row = dossier.authorships.get(order=2)
    whom = Invitee(hoa.staff_code, hoa.full_name)
    Authorship.objects.filter(pk=row.pk).update(full_name=hoa.full_name)
    invitation_answers.accept(coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=row.uid), by=hoa)
    return Submission.objects.get(pk=dossier.pk), hoa


def unlocked(dossier):
    return Submission.objects.select_related("campaign", "strand", "owner").get(pk=dossier.pk)


class Pair(Moment):
    """Two processes: one stops where it has `compared`, and both meet when the other is through."""

    def __init__(self):
        super().__init__()
        self.compared, self.ends = FORK.Event(), FORK.Queue()

    def run(self, *acts, locks=True):
        connections.close_all()
        workers = [FORK.Process(target=self._do, args=(act, locks)) for act in acts]
        for worker in workers:
            worker.start()
        found = sorted(self.ends.get(timeout=60) for _ in workers)
        for worker in workers:
            worker.join()
        return found

    def _do(self, act, locks):
        if not locks:
            for place in PLACES:
                place.locked_submission = unlocked
        try:
            act(self)
            self.ends.put(DONE)
        except Exception as problem:
            self.ends.put(type(problem).__name__)
        finally:
            connection.close()
            self.ends.close()
            self.ends.join_thread()
            os._exit(0)


def confirming(dossier, hoa):
    shown = tag(share_of(dossier))

    def act(meeting):
        compare = share_confirmation.why_not_confirm

        def stop(*args, **facts):
            answer = compare(*args, **facts)
            meeting.compared.set()
            meeting.wait()
            return answer

        share_confirmation.why_not_confirm = stop
        share_confirmation.confirm_share(dossier, by=hoa, shown=shown)

    return act


def changing(dossier):
    def act(meeting):
        meeting.compared.wait(timeout=60)
        rows = application.standing(dossier)["authors"]
        content = {
            "authors": [row | {"share_bp": part} for row, part in zip(rows, (7000, 3000), strict=True)]
        }
        submission.save(dossier, by=dossier.owner, content=content, version=dossier.version)
        meeting.wait()

    return act


def second(dossier):
    return Authorship.objects.get(submission=dossier, order=2)


def told_apart():
    """Dossiers in which a confirmation and the trail speak of different shares."""
    return list(invariants.INVARIANTS["confirmed_share_stands"][1]())


def test_a_share_that_changes_meanwhile_is_not_confirmed(joined):
    assert Pair().run(confirming(*joined), changing(joined[0])) == [DONE, DONE]

    row = second(joined[0])
    assert (row.share_bp, row.confirmed_at) == (3000, None)
    assert [event.facts["share"] for event in Event.objects.filter(verb="confirm_share")] == [4000]
    assert Event.objects.filter(verb="void_shares").count() == 1
    assert told_apart() == []


def test_without_the_lock_a_share_would_be_confirmed_that_nobody_was_shown(joined):
    assert Pair().run(confirming(*joined), changing(joined[0]), locks=False) == [DONE, DONE]

    row = second(joined[0])
    assert (row.share_bp, row.confirmed_way) == (3000, "account")
    assert told_apart() == [joined[0].code]


def test_an_invitation_accepted_and_withdrawn_at_once_ends_in_one_of_the_two():
    dossier, hoa = make_submission(shares=(6000, 4000)), make_user(full_name="Lê Thị Hoa")
    uid = second(dossier).uid
    Authorship.objects.filter(uid=uid).update(full_name=hoa.full_name)
    whom = Invitee(hoa.staff_code, hoa.full_name)
    invitation = coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=uid)

    ends = Pair().run(
        lambda meeting: invitation_answers.accept(invitation, by=hoa),
        lambda meeting: coauthors.withdraw_invitation(dossier, by=dossier.owner, uid=uid),
    )

    answer, user = Invitation.objects.get().answer, second(dossier).user
    assert (answer, user, ends) in [
        ("accepted", hoa, [DONE, DONE]),
        ("withdrawn", None, ["Refused", DONE]),
    ]


def accepting(invitation, hoa):
    """Has seen that the invitation is open, and stops there until the other is through."""

    def act(meeting):
        look = invitation_answers._answered

        def stop(one):
            seen = look(one)
            meeting.compared.set()
            meeting.wait()
            return seen

        invitation_answers._answered = stop
        invitation_answers.accept(invitation, by=hoa)

    return act


def withdrawing(dossier, uid):
    def act(meeting):
        meeting.compared.wait(timeout=60)
        coauthors.withdraw_invitation(dossier, by=dossier.owner, uid=uid)
        meeting.wait()

    return act


@pytest.mark.parametrize(
    ("locks", "told"),
    [(True, ["accept_invitation"]), (False, ["accept_invitation", "withdraw_invitation"])],
    ids=["with the lock", "without it both would believe that theirs counted"],
)
def test_an_invitation_withdrawn_while_it_is_accepted_is_told_as_one_of_the_two(locks, told):
    dossier, hoa = make_submission(shares=(6000, 4000)), make_user(full_name="Lê Thị Hoa")
    row = second(dossier)
    Authorship.objects.filter(pk=row.pk).update(full_name=hoa.full_name)
    whom = Invitee(hoa.staff_code, hoa.full_name)
    invitation = coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=row.uid)

    assert Pair().run(accepting(invitation, hoa), withdrawing(dossier, row.uid), locks=locks) == [
        DONE,
        DONE,
    ]

    ends = Event.objects.filter(verb__in=["accept_invitation", "withdraw_invitation"])
    assert sorted(ends.values_list("verb", flat=True)) == told
    assert (Invitation.objects.get().answer, second(dossier).user) == ("accepted", hoa)
