"""Give dossiers to judges by hand, take them back, and say how many judges a dossier needs and who not together."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.judging import UNDER_WAY, bring_back_drafts, current_sheet, end
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.scoring import finish_if_complete
from campaign.actions.transition import locked_submission, perform
from campaign.documents.bench import Choice, Seat, choices, colleagues, demand_of
from campaign.models import clock
from campaign.models.assignment import Demand, KeptApart
from campaign.models.campaign import Campaign
from campaign.models.judging import Assignment, Panel, PanelMember
from campaign.models.submission import Submission, random_code
from campaign.notifications.judging import tell_of_assignments, tell_of_work
from campaign.rules.assignment import NOT_WITH_COLLEAGUE
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import ASSIGN, State

FEWEST, MOST = 1, 15


@transaction.atomic
def appoint(submission: Submission, *, by: User, judges: Sequence[User], reason: str = "") -> Submission:
    """By hand: the first judges of an accepted dossier, or further ones while it is being judged."""
    locked = locked_submission(submission)
    gate.require("check", by, locked)
    if locked.state not in {State.ACCEPTED, *UNDER_WAY}:
        gate.require(ASSIGN.name, by, locked)
    seats = _chosen(locked, judges)
    if locked.state != State.ACCEPTED:
        give([(locked, seats)], by=by, source="hand")
        event = trail.record("add_judge", by=by, submission=locked, facts=facts_of(seats, reason))
        tell_of_work(locked, judges, act=event.number)
        return locked
    need = demand_of(locked)
    if len(seats) < need:
        if not reason:
            raise Refused(
                Phrase(
                    "Hồ sơ cần %(need)s giám khảo, mới chọn %(have)s. Chưa phân công; hãy chọn thêm, hoặc ghi lý do "
                    "phân công ít hơn.",
                    need=need,
                    have=len(seats),
                )
            )
        keep_demand(locked, len(seats), by=by, reason=reason)
    tell_of_assignments(give([(locked, seats)], by=by, source="hand"))
    return perform(ASSIGN, locked, by=by, facts=facts_of(seats, reason))


@transaction.atomic
def dismiss(assignment: Assignment, *, by: User, reason: str) -> None:
    """Take a dossier back from a judge; marks already given are kept but no longer count."""
    locked = locked_submission(assignment.submission)
    gate.require("check", by, locked)
    held = Assignment.objects.live().of_current_round().filter(submission=locked)
    current = held.select_related("judge").filter(pk=assignment.pk).first()
    if current is None or locked.state not in UNDER_WAY:
        raise Refused(Phrase("Phân công này đã kết thúc hoặc hồ sơ đã chấm xong. Không có gì thay đổi."))
    if not reason and current_sheet(current):
        raise Refused(
            Phrase("Giám khảo đã bắt đầu chấm nên cần ghi lý do kết thúc phân công. Chưa có gì thay đổi.")
        )
    if held.count() == 1:
        raise Refused(
            Phrase("Đây là giám khảo duy nhất của hồ sơ. Chưa có gì thay đổi; hãy thêm người khác trước.")
        )
    end(current, reason=reason)
    facts = {"judge": current.judge.full_name, "reason": reason}
    trail.record("end_assignment", by=by, submission=locked, facts=facts)
    if locked.state == State.JUDGING:
        finish_if_complete(locked, by=by)


@transaction.atomic
def set_demand(submission: Submission, *, by: User, judges: int, reason: str) -> Demand:
    """How many judges this one dossier shall have, before and while it is judged."""
    locked = locked_submission(submission)
    gate.require("check", by, locked)
    refuse_if(_demand_objection(locked, judges, reason))
    demand = keep_demand(locked, judges, by=by, reason=reason)
    trail.record("set_demand", by=by, submission=locked, facts={"judges_wanted": judges, "reason": reason})
    return demand


def keep_demand(submission: Submission, judges: int, *, by: User, reason: str) -> Demand:
    """Inside the act that decides it, so that a later plan does not ask for more again."""
    facts = {"judges": judges, "reason": reason, "set_by": by, "set_at": clock.now()}
    return Demand.objects.update_or_create(submission=submission, defaults=facts)[0]


def _demand_objection(submission: Submission, judges: int, reason: str) -> Phrase:
    if submission.state not in {State.ACCEPTED, *UNDER_WAY}:
        return Phrase(
            "Chỉ đổi được số giám khảo khi hồ sơ chờ phân công hoặc đang chấm. Không có gì thay đổi."
        )
    if not FEWEST <= judges <= MOST:
        return Phrase("Số giám khảo từ %(fewest)s đến %(most)s. Chưa lưu.", fewest=FEWEST, most=MOST)
    if not reason:
        return Phrase("Hãy ghi lý do hồ sơ này cần số giám khảo khác quy định. Chưa lưu.")
    return NO_OBJECTION


@transaction.atomic
def keep_apart(campaign: Campaign, *, by: User, people: tuple[User, User], reason: str) -> KeptApart:
    """From now on these two are never given the same dossier of the campaign; what both have already stays."""
    gate.require_in_campaign("assign", by)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    one, other = sorted(people, key=lambda person: person.pk)
    known = KeptApart.objects.filter(campaign=campaign, one=one, other=other, ended_at=None).exists()
    refuse_if(_apart_objection(campaign, one, other, reason=reason, known=known))
    pair = KeptApart.objects.create(
        campaign=campaign, one=one, other=other, reason=reason, set_by=by, set_at=clock.now()
    )
    facts = {"judges": [one.full_name, other.full_name], "reason": reason}
    trail.record("keep_apart", by=by, campaign=campaign, facts=facts)
    return pair


def _apart_objection(campaign: Campaign, one: User, other: User, *, reason: str, known: bool) -> Phrase:
    if one == other:
        return Phrase("Hãy chọn hai người khác nhau. Chưa lưu.")
    if not reason:
        return Phrase("Hãy ghi lý do hai người không chấm chung hồ sơ. Chưa lưu.")
    if known:
        return Phrase("Hai người này đã được tách. Không có gì thay đổi.")
    seated = PanelMember.objects.filter(panel__campaign=campaign, user__in=(one, other), left_on=None)
    if seated.values("user").distinct().count() < 2:
        return Phrase("Chỉ tách được thành viên các tổ giám khảo của phong trào này. Chưa lưu.")
    return NO_OBJECTION


@transaction.atomic
def let_together(pair: KeptApart, *, by: User) -> None:
    gate.require_in_campaign("assign", by)
    pair = (
        KeptApart.objects.select_for_update(of=("self",))
        .select_related("campaign", "one", "other")
        .get(pk=pair.pk)
    )
    if pair.ended_at:
        raise Refused(Phrase("Hai người này không còn bị tách. Không có gì thay đổi."))
    pair.ended_at = clock.now()
    pair.save(update_fields=["ended_at"])
    facts = {"judges": [pair.one.full_name, pair.other.full_name]}
    trail.record("let_together", by=by, campaign=pair.campaign, facts=facts)


@transaction.atomic
def require_fields(panel: Panel, *, by: User, strict: bool) -> Panel:
    """From now on this panel's members are given only dossiers of fields that they said they know, or any again."""
    gate.require_in_campaign("assign", by)
    panel = Panel.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=panel.pk)
    if panel.strict_fields == strict:
        raise Refused(Phrase("Tổ đã ở cách phân công này. Không có gì thay đổi."))
    panel.strict_fields = strict
    panel.save(update_fields=["strict_fields"])
    facts = {"panel": panel.name, "only_known_fields": strict}
    trail.record("require_fields", by=by, campaign=panel.campaign, facts=facts)
    return panel


def give(rows: Iterable[tuple[Submission, Iterable[Seat]]], *, by: User, source: str) -> list[Assignment]:
    """Inside the act that gives: the caller holds the dossiers and has asked the rules."""
    now, given = clock.now(), list(rows)
    made = Assignment.objects.bulk_create(
        [
            Assignment(
                submission=submission,
                judge=seat.user,
                panel=seat.panel,
                round=submission.judging_round,
                alias=random_code(),
                assigned_by=by,
                assigned_at=now,
                source=source,
            )
            for submission, seats in given
            for seat in seats
        ],
        batch_size=500,
    )
    bring_back_drafts(submission.pk for submission, _seats in given)
    return made


def facts_of(seats: Iterable[Seat], reason: str) -> dict[str, object]:
    facts: dict[str, object] = {"judges": [seat.user.full_name for seat in seats]}
    return facts | {"reason": reason} if reason else facts


def _chosen(submission: Submission, judges: Sequence[User]) -> list[Seat]:
    wanted = {user.pk for user in judges}
    chosen = [choice for choice in choices(submission) if choice.seat.user.pk in wanted]
    refused = [f"{choice.seat.user.full_name}: {choice.objection}" for choice in chosen if choice.objection]
    refused += _at_odds(submission, chosen)
    if refused or not wanted or len(chosen) != len(wanted):
        raise Refused(
            Phrase(
                "Chưa phân công được. %(why)s Hãy chọn giám khảo khác trong danh sách.",
                why=" ".join(refused)
                or Phrase("Chưa chọn ai, hoặc người được chọn không còn trong tổ giám khảo."),
            )
        )
    return [choice.seat for choice in chosen]


def _at_odds(submission: Submission, chosen: Sequence[Choice]) -> list[str]:
    """Each pair of the chosen who are kept apart."""
    apart = colleagues(submission.campaign_id)
    names = [(choice.seat.user.pk, choice.seat.user.full_name) for choice in chosen]
    return [
        f"{one}, {other}: {NOT_WITH_COLLEAGUE}"
        for (pk, one), (other_pk, other) in combinations(names, 2)
        if other_pk in apart.get(pk, ())
    ]
