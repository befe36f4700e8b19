"""Compose a list of rewards: by prize, one by one, taken out again, dropped. Nothing of it is decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.documents.reward_grounds import said_of, same_reward
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Campaign
from campaign.models.decision import Award
from campaign.models.reward import InitiativeUse, LevelReward, Reward, RewardKind, RewardList
from campaign.models.submission import Authorship, Submission
from campaign.rules import permissions, reward_checks
from campaign.rules.authorship import AuthorKind
from campaign.rules.phrase import Phrase


@dataclass(frozen=True)
class Holder:
    """Somebody who is no author here, or an author found by the initiative; a `unit` without a name is the holder."""

    name: str
    note: str = ""
    unit: Unit | None = None


@dataclass(frozen=True)
class Ground:
    """For what: the number of an initiative, or words."""

    register_number: str = ""
    words: str = ""


@dataclass(frozen=True)
class Added:
    """`passed`: authors left out, the kind is not for them; `used`: initiatives that ground a reward already."""

    rows: int
    passed: int
    used: int


@transaction.atomic
def make_list(campaign: Campaign, *, by: User, name: str, nature: str) -> RewardList:
    gate.require_in_campaign("manage_rewards", by)
    made = RewardList.objects.create(
        campaign=campaign, name=name, nature=nature, made_by=by, made_at=clock.now()
    )
    trail.record("make_reward_list", by=by, campaign=campaign, facts={"list": name, "nature": nature})
    return made


@transaction.atomic
def propose_by_level(listed: RewardList, *, by: User, kinds: Mapping[int | None, str], year: int) -> Added:
    """Every author of every recognised initiative with one of these prizes (None: recognised without a prize).

    `kinds` has the code of a kind for each prize that takes part; it is remembered for the next list.
    """
    listed = held_open(listed, by)
    for level, code in kinds.items():
        if level is not None:
            _remember(listed.campaign, level, code)
    versions = {kind.code: kind for kind in RewardKind.objects.in_force(clock.today())}
    awards = [award for award in _recognised(listed.campaign, by) if award.award_level_id in kinds]
    taken = _taken(listed, awards)
    rows, passed = [], 0
    for award in awards:
        if award.submission_id in taken:
            continue
        for author in award.submission.authorships.all():
            kind = _fitting(versions, kinds[award.award_level_id], author)
            if kind is None:
                passed += 1
            else:
                rows.append(_of_author(listed, kind, author, year))
    Reward.objects.bulk_create(rows, batch_size=500)
    used = len({award.submission_id for award in awards} & taken)
    facts = {"list": listed.name, "rows": len(rows), "year": year}
    trail.record("propose_rewards", by=by, campaign=listed.campaign, facts=facts)
    return Added(len(rows), passed, used)


@transaction.atomic
def propose(
    listed: RewardList, *, by: User, kind: RewardKind, holder: Holder, year: int, ground: Ground
) -> Reward:
    """One holder. Where the ground is an initiative and the name is one of its authors, it is that author."""
    listed = held_open(listed, by)
    reward = Reward(list=listed, kind=kind, year=year, ground=ground.words)
    reward.holder_name, reward.holder_note, reward.unit = _face(kind, holder)
    if ground.register_number:
        reward.submission = _initiative(listed, ground.register_number, by)
        refuse_if(_second_use(listed, reward.submission, kind))
        reward.authorship = _author_named(reward.submission, holder.name)
    reward.holder_key = reward_checks.holder_key(
        holder.name,
        user=reward.authorship.user_id if reward.authorship else None,
        unit=holder.unit.pk if holder.unit else None,
        where=holder.note,
    )
    _store(reward)
    facts = {"list": listed.name, "kind": kind.name, "rows": 1, "year": year}
    trail.record("propose_rewards", by=by, campaign=listed.campaign, facts=facts)
    return reward


@transaction.atomic
def remove(reward: Reward, *, by: User) -> None:
    listed = held_open(reward.list, by)
    gone, _ = listed.rewards.filter(pk=reward.pk).delete()
    if gone:
        facts = {"list": listed.name, "kind": reward.kind.name, "rows": 1}
        trail.record("remove_reward", by=by, campaign=listed.campaign, facts=facts)


@transaction.atomic
def drop_list(listed: RewardList, *, by: User) -> None:
    listed = held_open(listed, by)
    rows = listed.rewards.count()
    listed.rewards.all().delete()
    campaign, name = listed.campaign, listed.name
    listed.delete()
    trail.record("drop_reward_list", by=by, campaign=campaign, facts={"list": name, "rows": rows})


def held_open(listed: RewardList, by: User) -> RewardList:
    """Held, and not decided yet."""
    gate.require_in_campaign("manage_rewards", by)
    rows = RewardList.objects.select_for_update(of=("self",)).select_related("campaign", "decision")
    found = rows.filter(pk=listed.pk).first()
    if found is None:
        raise Refused(
            Phrase("Danh sách này đã được bỏ. Không có gì thay đổi; hãy mở lại trang các danh sách.")
        )
    if found.decision:
        raise Refused(
            Phrase(
                "Danh sách này đã có Quyết định %(decision)s nên không sửa được. Danh sách được giữ nguyên; hãy lập "
                "danh sách mới.",
                decision=str(found.decision),
            )
        )
    return found


def _remember(campaign: Campaign, level: int, code: str) -> None:
    known = AwardLevel.objects.get(campaign=campaign, pk=level)
    LevelReward.objects.update_or_create(award_level=known, defaults={"kind_code": code})


def _recognised(campaign: Campaign, by: User) -> Sequence[Award]:
    """Held, so that none of them is taken back meanwhile; without what the reader must not meet."""
    rows = Award.objects.filter(
        submission__campaign=campaign,
        submission__in=Submission.objects.for_office(by).values("pk"),
        is_live=True,
        scope="base",
    ).exclude(outcome="not_recognised")
    found = (
        rows.select_for_update(of=("self",)).select_related("submission").order_by("award_level__order", "pk")
    )
    return list(found.prefetch_related("submission__authorships"))


def _taken(listed: RewardList, awards: Sequence[Award]) -> set[int]:
    """Used in a decision, or standing in this list already."""
    dossiers = [award.submission_id for award in awards]
    used = InitiativeUse.objects.live().filter(submission__in=dossiers).values_list("submission", flat=True)
    here = listed.rewards.filter(submission__in=dossiers).values_list("submission", flat=True)
    return {pk for pk in [*used, *here] if pk}


def _fitting(versions: Mapping[str, RewardKind], code: str, author: Authorship) -> RewardKind | None:
    """The kind, or its version for collectives where the author is one; none where there is no such version."""
    wanted = "collective" if author.kind == AuthorKind.COLLECTIVE else "person"
    kind = versions.get(code)
    if kind is None or kind.object == wanted:
        return kind
    twins = (code.removesuffix("-tap-the"), f"{code}-tap-the")
    return next((versions[one] for one in twins if one in versions and versions[one].object == wanted), None)


def _of_author(listed: RewardList, kind: RewardKind, author: Authorship, year: int) -> Reward:
    note = ", ".join(filter(None, (author.job_title, author.workplace)))
    return Reward(
        list=listed,
        kind=kind,
        authorship=author,
        submission_id=author.submission_id,
        holder_name=author.full_name,
        holder_note=note,
        holder_key=reward_checks.holder_key(author.full_name, user=author.user_id, where=author.workplace),
        year=year,
    )


def _face(kind: RewardKind, holder: Holder) -> tuple[str, str, Unit | None]:
    if holder.name:
        return holder.name, holder.note, holder.unit
    if kind.object != "collective" or holder.unit is None:
        raise Refused(Phrase("Chưa thêm: hãy ghi tên người hoặc tập thể được khen."))
    return holder.unit.name_on(clock.today()), holder.note, holder.unit


def _initiative(listed: RewardList, number: str, by: User) -> Submission:
    """Of this campaign, recognised, and nothing that the officer is partial to."""
    found = Submission.objects.for_office(by).filter(campaign=listed.campaign, register_number=number).first()
    award = Award.objects.select_for_update().filter(submission=found, is_live=True) if found else None
    if found is None or award is None or not award.exclude(outcome="not_recognised").exists():
        raise Refused(
            Phrase(
                "Chưa thêm: không có sáng kiến số %(number)s được công nhận trong phong trào này. Hãy kiểm tra lại số "
                "tiếp nhận.",
                number=number,
            )
        )
    refuse_if(permissions.why_partial(by, found))
    return found


def _second_use(listed: RewardList, submission: Submission, kind: RewardKind) -> Phrase:
    uses = InitiativeUse.objects.live().filter(submission=submission)
    use = uses.select_related("submission", "decision", "kind").first()
    if use:
        return said_of(use)
    for row in listed.rewards.filter(submission=submission).select_related("kind"):
        if row.kind.code != kind.code and not same_reward(row, Reward(kind=kind)):
            return reward_checks.used_here(submission.register_number, row.kind.name)
    return Phrase("")


def _author_named(submission: Submission, name: str) -> Authorship | None:
    return submission.authorships.filter(full_name=name).first()


def _store(reward: Reward) -> None:
    try:
        with transaction.atomic():
            reward.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            Phrase(
                "%(name)s đã có trong danh sách với đúng hình thức, năm và căn cứ này. Không thêm lần nữa.",
                name=reward.holder_name,
            )
        ) from None
