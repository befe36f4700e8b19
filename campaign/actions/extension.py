"""More time for one unit or one person: granted with a reason, taken back, told to those it reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.models.post import Post
from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.roles import Role
from accounts.text import clean_text
from campaign.actions import gate, trail
from campaign.actions.refused import refuse_if
from campaign.documents import deadlines
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.deadline import Extension
from campaign.models.submission import Submission
from campaign.notifications.outbox import queue
from campaign.rules import phases
from campaign.rules.calendar import vn_datetime, vn_stamp
from campaign.rules.phases import Kind
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.workflow import State

STILL_TO_FILE = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True)
class Wish:
    """What is to be granted; either a unit or a person, no strand means every strand."""

    closes: datetime
    reason: str
    strand: Strand | None = None
    unit: Unit | None = None
    person: User | None = None
    most_uses: int | None = None


@transaction.atomic
def grant(campaign: Campaign, wish: Wish, *, by: User) -> Extension:
    """The same wish pressed twice is one extension."""
    gate.require_in_campaign("extend", by)
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    place = {
        "campaign": locked,
        "strand": wish.strand,
        "unit": wish.unit,
        "person": wish.person,
        "closes": wish.closes,
    }
    standing = Extension.objects.in_force().filter(**place).first()
    if standing:
        return standing
    refuse_if(_no_place(locked, wish) or _no_use(locked, wish, clock.now()))
    made = Extension(
        **place,
        kind=Kind.SUBMIT.value,
        reason=clean_text(wish.reason),
        most_uses=wish.most_uses,
        granted_by=by,
        granted_at=clock.now(),
    )
    refuse_if(_no_reason(made) or _own(made, by))
    made.save(force_insert=True)
    _tell(made, "grant_extension", "extension_granted", by=by)
    return made


@transaction.atomic
def revoke(extension: Extension, *, by: User) -> Extension:
    """What was filed under it stays filed; whoever has not filed falls back to the other ends."""
    gate.require_in_campaign("extend", by)
    locked = Extension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
    refuse_if(_revoked(locked))
    locked.revoked_at = clock.now()
    locked.save(update_fields=["revoked_at"])
    _tell(locked, "revoke_extension", "extension_revoked", by=by)
    return locked


def _tell(extension: Extension, verb: str, event: str, *, by: User) -> None:
    facts = {
        "extension": extension.pk,
        "due": vn_stamp(extension.closes),
        "reason": extension.reason,
        "strand": extension.strand.name if extension.strand else "",
        "unit": str(extension.unit) if extension.unit else "",
        "person": extension.person.full_name if extension.person else "",
        "most_uses": extension.most_uses or 0,
    }
    told = {name: value for name, value in facts.items() if value}
    act = trail.record(verb, by=by, campaign=extension.campaign, facts=told)
    context = {"extension": extension, "campaign": extension.campaign, "site": settings.SITE_URL}
    context |= {"until": vn_datetime(extension.closes), "whose": facts["unit"] or facts["person"]}
    for reader in _holders(extension):
        queue(event, reader, key=f"{act.number}:{event}:{reader.pk}", context=context)


def _holders(extension: Extension) -> Iterable[User]:
    """Who has a dossier that it reaches still to file; the person, or who leads the unit."""
    drafts = Submission.objects.filter(deadlines.covered(extension), state__in=STILL_TO_FILE)
    heads = Post.objects.valid_on(clock.today()).filter(
        unit=extension.unit_id, role__in=[Role.UNIT_HEAD.value, Role.UNIT_DESK.value]
    )
    whose = Q(pk=extension.person_id) | Q(pk__in=heads.values("user"))
    return User.objects.filter(whose | Q(pk__in=drafts.values("owner"))).order_by("pk")


def _no_place(campaign: Campaign, wish: Wish) -> Phrase:
    if not campaign.announced_at or campaign.closed_at:
        return Phrase(
            "Phong trào này không đang diễn ra nên không gia hạn được. Không có gì thay đổi; hãy chọn phong trào khác."
        )
    if wish.strand and wish.strand.campaign_id != campaign.pk:
        return Phrase(
            "Nội dung thi đua đã chọn không thuộc phong trào này. Chưa gia hạn cho ai; hãy chọn lại nội dung thi đua."
        )
    if bool(wish.unit) == bool(wish.person):
        return Phrase(
            "Mỗi lần gia hạn dành cho một đơn vị hoặc một người. Chưa gia hạn cho ai; hãy chọn một trong hai."
        )
    return NO_OBJECTION


def _no_use(campaign: Campaign, wish: Wish, now: datetime) -> Phrase:
    """It must give more time than there is, and end while units can still endorse."""
    strand = wish.strand.code if wish.strand else None
    window = phases.window_for(campaign.spans(), Kind.SUBMIT, strand)
    endorse = phases.window_for(campaign.spans(), Kind.ENDORSE, strand)
    facts = {"closes": vn_datetime(wish.closes)}
    if window is None:
        return Phrase(
            "Thời gian nộp hồ sơ chưa được ấn định nên chưa gia hạn được. Chưa gia hạn cho ai; hãy đặt lịch trước."
        )
    if wish.closes <= max(window.closes, now):
        return Phrase(
            "Hạn mới %(closes)s phải sau hạn nộp chung %(end)s và sau lúc này. Chưa gia hạn cho ai; hãy chọn lại.",
            end=vn_datetime(window.closes),
            **facts,
        )
    if endorse and wish.closes > endorse.closes:
        return Phrase(
            "Hạn mới %(closes)s ở sau khi đơn vị hết thời gian xác nhận (%(end)s), nên hồ sơ nộp lúc đó không ai xác "
            "nhận được. Chưa gia hạn cho ai; hãy chọn hạn sớm hơn hoặc dời lịch trước.",
            end=vn_datetime(endorse.closes),
            **facts,
        )
    return NO_OBJECTION


def _no_reason(extension: Extension) -> Phrase:
    if extension.reason:
        return NO_OBJECTION
    return Phrase("Hãy ghi lý do gia hạn để sau này đối chiếu được. Chưa gia hạn cho ai.")


def _own(extension: Extension, by: User) -> Phrase:
    mine = Submission.objects.of_author(by).filter(deadlines.covered(extension), state__in=STILL_TO_FILE)
    if extension.person_id != by.pk and not mine.exists():
        return NO_OBJECTION
    return Phrase(
        "Lần gia hạn này có lợi cho hồ sơ của chính bạn nên bạn không được quyết định. Chưa gia hạn cho ai; việc này "
        "thuộc người khác cùng nhiệm vụ."
    )


def _revoked(extension: Extension) -> Phrase:
    if extension.revoked_at is None:
        return NO_OBJECTION
    return Phrase(
        "Lần gia hạn này đã được thu hồi lúc %(when)s. Không có gì thay đổi.",
        when=vn_datetime(extension.revoked_at),
    )
