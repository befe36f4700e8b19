"""The close of a panel: sheets that are locked count, what is late is shown and does not. In before the close, or never
after it: the close holds every dossier that a judge of the panel would have to hold."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.models.user import User
from campaign.actions import gate, third_judge, trail
from campaign.actions.judging import UNDER_WAY
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.scoring import calls_for_another, counts, end_round
from campaign.actions.transition import perform
from campaign.models import clock
from campaign.models.judging import Assignment, Panel
from campaign.models.rounds import PanelClosing
from campaign.models.submission import LONG_TEXTS, Submission
from campaign.notifications.judging import tell_of_panel
from campaign.notifications.messages import announce
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import REOPEN_JUDGING, State

LOCKED = Q(sheet__status="locked", sheet__voided_at__isnull=True)


@dataclass(frozen=True)
class Effects:
    """What the close would do: sheets that count, late ones by kind, and what becomes of their dossiers."""

    locked: int
    drafts: int
    untouched: int
    finished: int
    without_sheet: int
    elsewhere: int
    apart: int

    @property
    def late(self) -> int:
        return self.drafts + self.untouched


def given(panel: Panel) -> QuerySet[Assignment]:
    """What judges of the panel have under way in the current rounds."""
    under_way = Assignment.objects.live().of_current_round()
    return under_way.filter(panel=panel, submission__state__in=sorted(UNDER_WAY))


def late_sheets(panel: Panel) -> QuerySet[Assignment]:
    found = given(panel).exclude(LOCKED).annotate(draft_saved_at=F("sheet__saved_at"))
    return found.select_related("judge", "submission").defer(*(f"submission__{name}" for name in LONG_TEXTS))


def rehearse(panel: Panel, *, by: User) -> Effects:
    """Every effect, before anything is done."""
    apart = third_judge.waiting(by).filter(pk__in=given(panel).values("submission"))
    wide = sum(third_judge.is_called_for(row) for row in apart.select_related("strand__rubric"))
    draft = Q(sheet__status="draft", sheet__voided_at__isnull=True)
    mine = given(panel).aggregate(
        all=Count("pk"), locked=Count("pk", filter=LOCKED), drafts=Count("pk", filter=draft)
    )
    fates = [_fate(*row) for row in _by_dossier(panel)]
    return Effects(
        locked=mine["locked"],
        drafts=mine["drafts"],
        untouched=mine["all"] - mine["locked"] - mine["drafts"],
        finished=fates.count("finished") - wide,
        apart=wide,
        without_sheet=fates.count("without_sheet"),
        elsewhere=fates.count("elsewhere"),
    )


def _by_dossier(panel: Panel) -> list[tuple[int, int]]:
    """Of every dossier: locked sheets of all panels, and open ones that other panels still wait for."""
    closed = Exists(PanelClosing.objects.filter(panel=OuterRef("panel"), reopened_at=None))
    all_of = (
        Assignment.objects.live().of_current_round().filter(submission__in=given(panel).values("submission"))
    )
    open_elsewhere = ~LOCKED & ~Q(panel=panel) & Q(~closed)
    rows = all_of.order_by().values("submission")
    counted = rows.annotate(locked=Count("pk", filter=LOCKED), waiting=Count("pk", filter=open_elsewhere))
    return list(counted.values_list("locked", "waiting"))


def _fate(locked: int, waiting: int) -> str:
    if waiting:
        return "elsewhere"
    return "finished" if locked else "without_sheet"


@transaction.atomic
def close_panel(panel: Panel, *, by: User, reason: str, seen_late: int) -> PanelClosing:
    """From now on nobody of the panel saves or locks; the dossiers are combined from the sheets that are locked.

    `seen_late` is the number of late sheets that the rehearsal showed: more than that must be looked at first.
    """
    gate.require_in_campaign("close_panel", by)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    refuse_if(_closed_already(panel) or _reason_missing(reason))
    dossiers = _held(panel, by)
    of_judges = _late_by_judge(given(panel))
    late = sum(of_judges.values())
    if late > seen_late:
        raise Refused(
            Phrase(
                "Có thêm phiếu chưa khóa sau khi bạn mở trang nên tổ chưa được đóng. Hãy xem lại rồi xác nhận."
            )
        )
    closing = PanelClosing.objects.create(
        panel=panel, reason=reason, late=late, closed_by=by, closed_at=clock.now()
    )
    finished = [dossier for dossier in dossiers if _ended(dossier, by=by, reason=reason)]
    facts = {"panel": panel.name, "late_sheets": late, "finished": len(finished), "reason": reason}
    event = trail.record("close_panel", by=by, campaign=panel.campaign, facts=facts)
    tell_of_panel("panel_closed", panel, of_judges, dossiers=dossiers, act=event.number)
    return closing


@transaction.atomic
def reopen_panel(panel: Panel, *, by: User, reason: str) -> PanelClosing:
    """The chair lets the late sheets in after all; the results of the close stay among the results of the round."""
    gate.require_in_campaign("reopen_panel", by)
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    closing = closing_of(panel)
    refuse_if(_reason_missing(reason))
    if closing is None:
        raise Refused(Phrase("Tổ giám khảo này đang mở. Không có gì thay đổi."))
    late = Assignment.objects.live().of_current_round().filter(panel=panel).exclude(LOCKED)
    waiting = Submission.objects.filter(state=State.JUDGED, pk__in=late.values("submission"))
    refuse_if(objection(panel, by))
    closing.reopened_by, closing.reopened_at, closing.reopen_reason = by, clock.now(), reason
    closing.save(update_fields=["reopened_by", "reopened_at", "reopen_reason"])
    facts = {"panel": panel.name, "reason": reason}
    for dossier in list(waiting.order_by("pk").select_for_update(of=("self",))):
        perform(REOPEN_JUDGING, dossier, by=by, facts=facts)
    event = trail.record("reopen_panel", by=by, campaign=panel.campaign, facts=facts)
    open_again = given(panel).exclude(LOCKED)
    dossiers = Submission.objects.filter(pk__in=open_again.values("submission")).only("pk")
    tell_of_panel("panel_reopened", panel, _late_by_judge(open_again), dossiers=dossiers, act=event.number)
    return closing


def closing_of(panel: Panel) -> PanelClosing | None:
    return panel.closings.filter(reopened_at=None).first()


def _late_by_judge(rows: QuerySet[Assignment]) -> dict[User, int]:
    """Every judge of these assignments, with the number of sheets that are not locked."""
    late = Count("pk", filter=~Q(pk__in=Assignment.objects.filter(LOCKED).values("pk")))
    counted = dict(rows.order_by().values("judge").annotate(late=late).values_list("judge", "late"))
    return {judge: counted[judge.pk] for judge in User.objects.filter(pk__in=counted).order_by("pk")}


def _held(panel: Panel, by: User) -> list[Submission]:
    """All dossiers that a judge of the panel could still mark, held until the close is done."""
    found = Submission.objects.filter(pk__in=given(panel).values("submission"))
    refuse_if(objection(panel, by))
    rows = found.order_by("pk").select_related("campaign", "strand__rubric", "owner")
    return list(rows.select_for_update(of=("self",)))


def _ended(dossier: Submission, *, by: User, reason: str) -> bool:
    """Counted with the dossier's row held, so a sheet that came in just before is among them.

    Where judges are too far apart a person decides: one more judge, or the end with a reason.
    """
    live, locked = counts(dossier)
    if dossier.state != State.JUDGING or not locked or live != locked:
        return False
    if calls_for_another(dossier, locked):
        announce("another_judge", dossier, act=trail.end(), facts={})
        return False
    end_round(dossier, by=by, reason=reason)
    return True


def objection(panel: Panel, user: User) -> Phrase:
    """Whoever is kept from one of the dossiers sees no figure of the panel: a count would tell of it.

    Wherever the dossier stands now, else the answer would tell that.
    """
    if not Submission.objects.barred_to(user).filter(assignments__panel=panel).exists():
        return NO_OBJECTION
    return Phrase(
        "Trong tổ này có hồ sơ mà bạn không được xử lý nên bạn không đóng hay mở lại tổ được. Không có gì thay đổi; "
        "việc này thuộc người khác cùng nhiệm vụ."
    )


def _closed_already(panel: Panel) -> Phrase:
    closing = closing_of(panel)
    if closing is None:
        return NO_OBJECTION
    return Phrase(
        "Tổ đã được %(name)s đóng lúc %(moment)s. Không có gì thay đổi.",
        name=closing.closed_by.full_name,
        moment=vn_datetime(closing.closed_at),
    )


def _reason_missing(reason: str) -> Phrase:
    return NO_OBJECTION if reason else Phrase("Hãy ghi lý do. Chưa có gì thay đổi.")
