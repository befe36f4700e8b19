"""Two who write one dossier: what tests of co-authors do to them, step by step."""

import pytest

from campaign.actions import application, coauthors, invitation_answers, share_confirmation
from campaign.actions import submission as acts
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import Invitee
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from campaign.rules.coauthors import tag
from tests.factories import make_submission, make_unit, make_user


def pair():
    """A draft with the owner (60 %) and one more author (40 %), who is nobody's account yet."""
    found = make_submission(shares=(6000, 4000), owner=make_user(unit=make_unit()))
    found.authorships.filter(order=2).update(full_name="Lê Thị Hoa")
    return found


def second(dossier):
    return Authorship.objects.get(submission=dossier, order=2)


def invited(dossier, person, **changes):
    whom = Invitee(**({"account": person.staff_code, "full_name": person.full_name} | changes))
    return coauthors.invite(dossier, by=dossier.owner, whom=whom, uid=second(dossier).uid)


def joined(dossier, person, **changes):
    invitation_answers.accept(invited(dossier, person, **changes), by=person)
    return Submission.objects.get(pk=dossier.pk)


def shown(dossier):
    return tag(share_of(dossier))


def confirmed(dossier, person):
    share_confirmation.confirm_share(dossier, by=person, shown=shown(dossier))


def reason(call, *args, **facts):
    with pytest.raises(Refused) as caught:
        call(*args, **facts)
    return str(caught.value)


def table(dossier, *changes):
    """The table of authors as the form would send it, with changes by place."""
    rows = application.standing(Submission.objects.get(pk=dossier.pk))["authors"]
    return {"authors": [row | change for row, change in zip(rows, [*changes, {}, {}], strict=False)]}


def save(dossier, content, by=None):
    current = Submission.objects.get(pk=dossier.pk)
    return acts.save(current, by=by or dossier.owner, content=content, version=current.version)


def mails():
    return sorted(Message.objects.values_list("event", "to"))


def on_paper(dossier, day=None):
    share_confirmation.attest_on_paper(
        dossier,
        by=dossier.owner,
        uid=second(dossier).uid,
        signed_on=day or clock.today(),
        shown=shown(dossier),
    )


def letter(dossier):
    dossier.authorships.filter(order=2).update(email="hoa@example.org")
    share_confirmation.ask(dossier, by=dossier.owner)
    body = Message.objects.get(event="share_link", to="hoa@example.org").body
    return next(line for line in body.splitlines() if "/xac-nhan-ty-le/" in line).split("/xac-nhan-ty-le/")[
        1
    ][:-1]


def submit(dossier):
    current = Submission.objects.get(pk=dossier.pk)
    return acts.submit(current, by=dossier.owner, version=current.version, declared=True)
