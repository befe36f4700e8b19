"""News of the judging. Judges read of a dossier by its alias; who is kept from a dossier is told nothing of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models.user import User
from accounts.roles import Role
from campaign.models.conflict import Conflict
from campaign.models.judging import Assignment, Panel
from campaign.models.submission import Authorship, Submission
from campaign.notifications.messages import announce, holders, tell


def tell_of_panel(
    event: str, panel: Panel, late: Mapping[User, int], *, dossiers: Iterable[Submission], act: int
) -> None:
    """`late`: each judge who is concerned, with the number of own sheets that are not locked."""
    facts = {"panel": panel.name, "panel_pk": panel.pk, "campaign": panel.campaign.title}
    for judge, number in late.items():
        tell(event, judge, key=f"{act}:{event}:{judge.pk}", facts=facts | {"late": number})
    desk = f"{event}_office"
    for reader in _desk([one.pk for one in dossiers], but=[one.pk for one in late]):
        tell(desk, reader, key=f"{act}:{desk}:{reader.pk}", facts=facts)


def tell_of_round(submission: Submission, *, act: int, facts: dict[str, Any]) -> None:
    """Whoever judged it until now, and the desk."""
    number = facts["judging_round"] - 1
    before = Assignment.objects.live().filter(submission=submission, round=number).select_related("judge")
    for one in before:
        told = facts | {"alias": one.alias}
        tell("round_opened", one.judge, key=f"{act}:round_opened:{one.judge_id}", facts=told)
    announce("round_opened", submission, act=act, facts=facts)


def tell_of_assignments(given: Iterable[Assignment]) -> None:
    """One letter a judge, however many dossiers one act gave; its first alias names the act. No number: the outbox
    is read by officers who may be kept from some of the dossiers.
    """
    first = {one.judge_id: one for one in reversed(list(given))}
    for one in first.values():
        facts = {"campaign": one.submission.campaign.title}
        tell("judge_assigned", one.judge, key=f"{one.alias}:judge_assigned", facts=facts)


def tell_of_work(submission: Submission, judges: Iterable[User], *, act: int) -> None:
    """To judges who are given a dossier that others have judged already."""
    given = Assignment.objects.live().of_current_round().filter(submission=submission, judge__in=judges)
    for one in given.select_related("judge"):
        facts = {"alias": one.alias, "campaign": submission.campaign.title}
        tell("judge_added", one.judge, key=f"{act}:judge_added:{one.judge_id}", facts=facts)


def _desk(dossiers: list[int], *, but: list[int]) -> Iterable[User]:
    """Chair and office without those who must not meet one of the dossiers: even the panel's close tells of it."""
    rows = Submission.objects.filter(pk__in=dossiers).order_by()
    kept_away = (
        rows.values("owner"),
        Authorship.objects.filter(submission__in=dossiers, user__isnull=False).order_by().values("user"),
        Assignment.objects.filter(submission__in=dossiers).order_by().values("judge"),
        Conflict.objects.barring().filter(submission__in=dossiers).order_by().values("person"),
    )
    found = holders(Role.OFFICER, Role.CHAIR).exclude(pk__in=but)
    for people in kept_away:
        found = found.exclude(pk__in=people)
    return found
