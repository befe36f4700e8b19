"""Consider an appeal: name a panel of people who had nothing to do with the dossier, conclude with a reason.

While it is open the certificates of the result are not printed; `stayed_at` says so to the public without a name.
"""

from collections.abc import Collection

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.documents.appeals import barred_from, is_listed
from campaign.models import clock
from campaign.models.appeal import AppealSeat, AppealTerms
from campaign.models.campaign import Campaign
from campaign.models.following import Appeal
from campaign.models.publication import PublishedResult
from campaign.models.submission import Submission
from campaign.notifications import messages
from campaign.rules import appeals, permissions, voices
from campaign.rules.appeals import OUTCOMES, Outcome
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import Phrase


def stay(submission: Submission) -> None:
    PublishedResult.objects.filter(award__submission=submission, revoked_at=None).update(
        stayed_at=clock.now()
    )


def lift_stay(submission: Submission) -> None:
    PublishedResult.objects.filter(award__submission=submission).update(stayed_at=None)


@transaction.atomic
def set_terms(
    campaign: Campaign,
    *,
    by: User,
    filing_days: int | None,
    answer_days: int,
    working_days: bool,
    grounds: list[str],
) -> AppealTerms:
    """For appeals from now on: one that was filed keeps its ground and its day."""
    gate.require_in_campaign("set_up", by)
    said = {
        "filing_days": filing_days,
        "answer_days": answer_days,
        "working_days": working_days,
        "grounds": grounds,
    }
    terms, _is_new = AppealTerms.objects.update_or_create(campaign=campaign, defaults=said)
    trail.record("set_appeal_terms", by=by, campaign=campaign, facts=said)
    return terms


@transaction.atomic
def name_panel(filed: Appeal, *, by: User, members: Collection[int], chair: int | None) -> Appeal:
    """Anew as a whole, until it has concluded; each member is told once."""
    filed = _held(filed, by)
    members = list(dict.fromkeys(members))
    people = User.objects.filter(is_active=True).in_bulk(members)
    names = {pk: person.full_name for pk, person in people.items()}
    barred = barred_from(filed.submission)
    refuse_if(appeals.why_no_panel([pk for pk in members if pk in people], chair, barred, names))
    before = set(filed.seats.values_list("user", flat=True))
    filed.seats.all().delete()
    AppealSeat.objects.bulk_create(
        AppealSeat(appeal=filed, user=person, is_chair=pk == chair) for pk, person in people.items()
    )
    said = {"appeal": filed.pk, "members": ", ".join(names.values()), "chair": names[chair] if chair else ""}
    event = trail.record("name_appeal_panel", by=by, submission=filed.submission, facts=said)
    for pk, person in people.items():
        if pk not in before:
            key, facts = f"{event.number}:appeal_seat:{pk}", _facts(filed)
            messages.tell("appeal_seat", person, key=key, facts=facts, submission=filed.submission)
    return filed


@transaction.atomic
def conclude(filed: Appeal, *, by: User, outcome: str, answer: str) -> Appeal:
    """What the panel concluded, with its reason. An order to judge anew keeps the appeal open."""
    filed, answer = _held(filed, by), clean_text(answer)
    refuse_if(voices.why_no_text(answer))
    _require_panel(filed)
    open_now = appeals.open_outcomes(
        is_recognised=is_listed(filed.submission), is_rejudged=filed.rejudged_at is not None
    )
    if outcome not in set(map(str, open_now)):
        raise Refused(
            Phrase("Chưa ghi kết luận: hãy chọn một trong các kết luận của trang này. Nội dung còn nguyên.")
        )
    if outcome == Outcome.REJUDGED:
        filed.rejudged_at, filed.rejudged_reason = clock.now(), answer
        filed.save(update_fields=["rejudged_at", "rejudged_reason"])
    else:
        _close(filed, by, outcome, answer)
    said = {"appeal": filed.pk, "outcome": outcome}
    event = trail.record("conclude_appeal", by=by, submission=filed.submission, facts=said)
    told = {"answer": answer, "outcome": OUTCOMES[Outcome(outcome)]}
    messages.announce("appeal_answered", filed.submission, act=event.number, facts=told)
    return filed


def _close(filed: Appeal, by: User, outcome: str, answer: str) -> None:
    """The stay goes with a kept result; else it stays until the correction or the revocation is done."""
    filed.outcome, filed.answer = outcome, answer
    filed.answered_by, filed.answered_at = by, clock.now()
    filed.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    if outcome == Outcome.KEPT:
        lift_stay(filed.submission)


def _held(filed: Appeal, by: User) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("submission__campaign")
    filed = rows.get(pk=filed.pk)
    gate.require_in_campaign("rule_on_appeals", by)
    refuse_if(permissions.why_partial(by, filed.submission))
    refuse_if(voices.why_no_answer(filed.answered_at is not None))
    return filed


def _require_panel(filed: Appeal) -> None:
    """Asked again at the end: somebody may have had to do with the dossier meanwhile."""
    seats = list(filed.seats.select_related("user"))
    chair = next((seat.user_id for seat in seats if seat.is_chair), None)
    names = {seat.user_id: seat.user.full_name for seat in seats}
    refuse_if(appeals.why_no_panel(list(names), chair, barred_from(filed.submission), names))


def _facts(filed: Appeal) -> dict[str, str]:
    return {
        "title": filed.submission.title,
        "number": filed.submission.register_number,
        "due": vn_date(filed.due_on) if filed.due_on else "",
        "campaign": filed.submission.campaign.title,
    }
