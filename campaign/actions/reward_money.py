"""The administrator's dated data: kinds of rewards with their coefficients, and base salaries.

What a decision rests on is followed by a new row from a later day on; it is never changed.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.models.decision import Decision
from campaign.models.reward import BaseSalary, Reward, RewardKind
from campaign.rules.calendar import vn_date
from campaign.rules.phrase import NO_OBJECTION, Phrase

FACE = ("name", "sort", "object", "level", "coefficient", "in_force_from", "certainty", "source")


@transaction.atomic
def add_kind(*, by: User, code: str, **face: Any) -> RewardKind:
    gate.require_in_campaign("price_rewards", by)
    if RewardKind.objects.filter(code=code).exists():
        raise Refused(
            Phrase(
                "Mã «%(code)s» đã có. Chưa thêm; hãy mở dòng đó và đặt phiên bản mới, hoặc chọn mã khác.",
                code=code,
            )
        )
    kind = RewardKind.objects.create(code=code, **face)
    trail.record("add_reward_kind", by=by, facts=_said(kind))
    return kind


@transaction.atomic
def amend_kind(kind: RewardKind, *, by: User, **face: Any) -> RewardKind:
    """While no decision rests on it; afterwards only how sure its source is."""
    gate.require_in_campaign("price_rewards", by)
    kind = RewardKind.objects.select_for_update().get(pk=kind.pk)
    changed = {name for name in FACE if name in face and getattr(kind, name) != face[name]}
    if changed - {"certainty", "source"}:
        refuse_if(_in_use(kind))
    for name in changed:
        setattr(kind, name, face[name])
    kind.save(update_fields=sorted(changed))
    trail.record("amend_reward_kind", by=by, facts=_said(kind))
    return kind


@transaction.atomic
def follow_kind(
    kind: RewardKind, *, by: User, since: date, coefficient: Decimal, certainty: str, source: str
) -> RewardKind:
    """The next version; the one before ends on the eve."""
    gate.require_in_campaign("price_rewards", by)
    kind = RewardKind.objects.select_for_update().get(pk=kind.pk)
    refuse_if(_not_followed(kind, since))
    kind.in_force_to = since - timedelta(days=1)
    kind.save(update_fields=["in_force_to"])
    plain = {name: getattr(kind, name) for name in ("code", "name", "sort", "object", "level")}
    following = RewardKind.objects.create(
        **plain, coefficient=coefficient, certainty=certainty, source=source, in_force_from=since
    )
    trail.record("follow_reward_kind", by=by, facts=_said(following))
    return following


@transaction.atomic
def set_base_salary(*, by: User, amount: int, since: date, certainty: str, source: str) -> BaseSalary:
    """A new one, or a correction of one that no decision was reckoned with."""
    gate.require_in_campaign("price_rewards", by)
    known = BaseSalary.objects.select_for_update().filter(in_force_from=since).first()
    if known is None or known.amount != amount:
        refuse_if(_reckoned_since(since))
    face = {"amount": amount, "certainty": certainty, "source": source}
    salary, _ = BaseSalary.objects.update_or_create(in_force_from=since, defaults=face)
    facts = {"amount": amount, "since": vn_date(since), "certainty": certainty, "source": source}
    trail.record("set_base_salary", by=by, facts=facts)
    return salary


def _said(kind: RewardKind) -> dict[str, Any]:
    facts = {"kind": kind.name, "coefficient": str(kind.coefficient), "since": vn_date(kind.in_force_from)}
    return facts | {"certainty": kind.certainty, "source": kind.source}


def _in_use(kind: RewardKind) -> Phrase:
    used = Reward.objects.filter(kind=kind, decision__isnull=False).select_related("decision").first()
    if used is None:
        return NO_OBJECTION
    return Phrase(
        "«%(name)s» đã dùng trong Quyết định %(decision)s nên không sửa được. Dòng này được giữ nguyên; hãy đặt phiên "
        "bản mới có hiệu lực từ ngày sau đó.",
        name=kind.name,
        decision=str(used.decision),
    )


def _not_followed(kind: RewardKind, since: date) -> Phrase:
    if since <= kind.in_force_from:
        return Phrase(
            "Phiên bản mới phải có hiệu lực sau ngày %(day)s. Chưa lưu; hãy chọn ngày khác.",
            day=vn_date(kind.in_force_from),
        )
    if RewardKind.objects.filter(code=kind.code, in_force_from__gt=kind.in_force_from).exists():
        return Phrase("«%(name)s» đã có phiên bản sau. Chưa lưu; hãy mở phiên bản mới nhất.", name=kind.name)
    late = Reward.objects.filter(kind=kind, decision__signed_on__gte=since).select_related("decision").first()
    if late is None:
        return NO_OBJECTION
    return Phrase(
        "Quyết định %(decision)s ký sau ngày này đã tính theo mức cũ. Chưa lưu; hãy chọn ngày sau ngày %(day)s.",
        decision=str(late.decision),
        day=vn_date(late.decision.signed_on) if late.decision else "",
    )


def _reckoned_since(since: date) -> Phrase:
    """Until the next base salary begins."""
    ends = BaseSalary.objects.filter(in_force_from__gt=since).order_by("in_force_from").first()
    rows = Decision.objects.filter(rewards__isnull=False, signed_on__gte=since)
    late = (rows.filter(signed_on__lt=ends.in_force_from) if ends else rows).order_by("signed_on").first()
    if late is None:
        return NO_OBJECTION
    return Phrase(
        "Quyết định %(decision)s ngày %(day)s đã tính theo mức lương cơ sở cũ. Chưa lưu; mức đã dùng không sửa được, "
        "chỉ đặt mức mới từ ngày sau đó.",
        decision=str(late),
        day=vn_date(late.signed_on),
    )
