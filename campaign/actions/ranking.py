"""Rank a strand: freeze what went in, the order that came out, and the reason of every place."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.rounds import undecided
from campaign.actions.transition import perform_all
from campaign.documents import ranking_inputs
from campaign.models import clock
from campaign.models.campaign import AwardLevel, Strand
from campaign.models.ranking import RankedSubmission, Ranking, RankingInputs
from campaign.models.submission import Submission
from campaign.rules import ranking_record, ranking_words, workflow
from campaign.rules.phrase import NO_OBJECTION, Phrase
from campaign.rules.ranking_record import ALGORITHM, Inputs, Outcome, Terms
from campaign.rules.workflow import State

UNFINISHED = (State.ACCEPTED, State.ASSIGNED, State.JUDGING)
PORTION = 2000
NAMED = 5


@transaction.atomic
def make_ranking(strand: Strand, *, by: User) -> Ranking:
    """A new snapshot; the one before it stays readable, no longer current. Refused once the council has met."""
    gate.require_in_campaign("rank", by)
    strand = hold_strand(strand.pk)
    refuse_if(_partial(strand, by))
    terms, inputs = ranking_inputs.gather(strand)
    _require_ready(strand, terms, inputs)
    with override(settings.LANGUAGE_CODE):  # kept as a record, so in the language of the office
        snapshot = _store(strand, terms, inputs, by=by)
    judged = Submission.objects.filter(strand=strand, state=State.JUDGED).order_by("pk").light()
    moved = judged.select_related("campaign").prefetch_related("authorships", "conflicts")
    perform_all(workflow.RANK, [(dossier, {"ranking": snapshot.pk}) for dossier in moved], by=by)
    facts = {
        "strand": strand.code,
        "number": snapshot.number,
        "inputs_sha256": snapshot.inputs_sha256,
        "sha256": snapshot.sha256,
    }
    trail.record("make_ranking", by=by, campaign=strand.campaign, facts=facts)
    return snapshot


def is_stale(snapshot: Ranking) -> bool:
    """True when today's marks, authors or parameters would not give the same inputs."""
    return ranking_inputs.live_digest(ranking_inputs.strand_of(snapshot)) != snapshot.inputs_sha256


def require_fresh(snapshot: Ranking) -> None:
    """Inside the act that leans on a ranking: it is the current one, and nothing it rests on can change meanwhile.

    The strand's row, then its dossiers' rows are held until the act commits, as by every correction of a score.
    """
    strand = hold_strand(snapshot.strand_id)
    current = Ranking.objects.filter(pk=snapshot.pk, is_current=True).exists()
    if not current or ranking_inputs.live_digest(strand) != snapshot.inputs_sha256:
        raise Refused(
            Phrase(
                "Bảng xếp hạng này đã cũ: điểm, tác giả hoặc chỉ tiêu đã thay đổi sau khi lập. Nội dung đã nhập "
                "vẫn còn trên trang; hãy đề nghị thường trực lập lại bảng xếp hạng."
            )
        )


def require_same_scores(snapshot: Ranking) -> None:
    """Before a decision is signed: the marks and authors of these dossiers are those that the council had before it."""
    strand = hold_strand(snapshot.strand_id)
    changed = list(changed_dossiers(snapshot, strand)) if snapshot.algorithm else []
    if changed:
        raise Refused(
            Phrase(
                "Chưa ghi quyết định: điểm hoặc tác giả của hồ sơ %(numbers)s đã thay đổi sau khi hội đồng họp. Kết "
                "quả phiên họp được giữ nguyên; hãy báo chủ tịch hội đồng xem lại trước khi ký.",
                numbers=", ".join(changed[:NAMED]),
            )
        )


def changed_dossiers(snapshot: Ranking, strand: Strand) -> Iterator[str]:
    """Register numbers in this ranking of whose inputs something is not the same any more."""
    _terms, inputs = ranking_inputs.gather(strand)
    now = ranking_record.inputs_to_json(inputs)
    own = set(snapshot.rows.values_list("submission__register_number", flat=True))
    yield from (name for name in ranking_record.differences(snapshot.inputs.content, now) if name in own)


def hold_strand(strand_pk: int) -> Strand:
    """The strand and its dossiers stay as they are until the act commits: always the first lock of such an act."""
    strand = (
        Strand.objects.select_for_update(of=("self",)).select_related("campaign", "rubric").get(pk=strand_pk)
    )
    marked = Submission.objects.filter(strand=strand).exclude(state=State.DRAFT)
    list(marked.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return strand


def _partial(strand: Strand, by: User) -> Phrase:
    """Asked before anything is counted: neither the act nor its refusals tell of a dossier that is barred."""
    in_play = Submission.objects.filter(strand=strand, state__in=(*UNFINISHED, State.JUDGED, State.RANKED))
    if not in_play.partial_to(by).exists():
        return NO_OBJECTION
    return Phrase(
        "Ở nội dung này có hồ sơ của bạn hoặc hồ sơ bạn có xung đột lợi ích nên người khác phải lập bảng xếp hạng. "
        "Chưa có gì thay đổi."
    )


def _require_ready(strand: Strand, terms: Terms, inputs: Inputs) -> None:
    if undecided(Submission.objects.filter(strand=strand)).exists():
        raise Refused(
            Phrase(
                "Chưa lập bảng xếp hạng: có hồ sơ đã chấm nhiều vòng mà chưa chọn vòng chính thức. Điểm các vòng được "
                "giữ nguyên; hãy chọn vòng chính thức của từng hồ sơ rồi lập bảng."
            )
        )
    if strand.sittings.exists():
        raise Refused(
            Phrase(
                "Hội đồng đã họp về nội dung này nên bảng xếp hạng không lập lại được. Bảng hiện có được giữ nguyên."
            )
        )
    joint = ranking_inputs.is_joint(terms.quotas, strand)
    refuse_if(_unfinished(strand, joint=joint))
    refuse_if(_different_scales(strand) if joint else NO_OBJECTION)
    if not any(one.strand == strand.code for one in inputs.pool):
        raise Refused(
            Phrase("Nội dung này chưa có hồ sơ nào chấm xong nên chưa có gì để xếp hạng. Hãy quay lại sau.")
        )


def _unfinished(strand: Strand, *, joint: bool) -> Phrase:
    rows = Submission.objects.filter(state__in=UNFINISHED)
    own = rows.filter(strand=strand).count()
    if own:
        return Phrase(
            "Chưa lập bảng xếp hạng: còn %(count)s hồ sơ của nội dung này chưa chấm xong. Điểm đã chấm được giữ "
            "nguyên; hãy lập bảng khi mọi phiếu đã khóa.",
            count=own,
        )
    others = rows.filter(campaign=strand.campaign_id).count() if joint else 0
    if others:
        return Phrase(
            "Chưa lập bảng xếp hạng: có chỉ tiêu tính chung cho nhiều nội dung mà còn %(count)s hồ sơ của nội dung "
            "khác chưa chấm xong. Điểm đã chấm được giữ nguyên; hãy lập bảng khi mọi phiếu đã khóa.",
            count=others,
        )
    return NO_OBJECTION


def _different_scales(strand: Strand) -> Phrase:
    """Totals of different rubrics cannot be compared, so they cannot compete for the same places."""
    other = Strand.objects.filter(campaign=strand.campaign_id).exclude(rubric=strand.rubric_id).first()
    if other is None:
        return NO_OBJECTION
    return Phrase(
        "Chưa lập bảng xếp hạng: có chỉ tiêu tính chung cho nhiều nội dung, nhưng nội dung «%(other)s» dùng bộ tiêu "
        "chí khác nên điểm không so được với nhau. Hãy đặt chỉ tiêu riêng cho mỗi nội dung, hoặc dùng một bộ tiêu chí.",
        other=other.name,
    )


def _store(strand: Strand, terms: Terms, inputs: Inputs, *, by: User) -> Ranking:
    outcome = ranking_record.compute(terms, inputs)
    kept_terms, kept_inputs = ranking_record.terms_to_json(terms), ranking_record.inputs_to_json(inputs)
    earlier = Ranking.objects.filter(strand=strand)
    earlier.filter(is_current=True).update(is_current=False)
    snapshot = Ranking.objects.create(
        campaign=strand.campaign,
        strand=strand,
        number=earlier.count() + 1,
        made_by=by,
        made_at=clock.now(),
        tie_chain=list(terms.chain),
        parameters=kept_terms,
        trail_number=trail.end(),
        algorithm=ALGORITHM,
        inputs_sha256=ranking_record.inputs_digest(kept_terms, kept_inputs),
        sha256=ranking_record.digest(kept_terms, kept_inputs, outcome.rows()),
    )
    RankingInputs.objects.create(ranking=snapshot, content=kept_inputs)
    RankedSubmission.objects.bulk_create(_rows(snapshot, strand, terms, outcome), batch_size=PORTION)
    return snapshot


def _rows(snapshot: Ranking, strand: Strand, terms: Terms, outcome: Outcome) -> Iterator[RankedSubmission]:
    pks = dict(Submission.objects.filter(strand=strand).values_list("register_number", "pk"))
    levels = dict(AwardLevel.objects.filter(campaign=strand.campaign_id).values_list("code", "pk"))
    reached = dict(strand.rubric.levels.values_list("code", "label"))
    for line, one in enumerate(outcome.ranked, 1):
        proposal = outcome.proposals[one.key]
        facts: dict[str, Any] = {
            "tie": ranking_words.tie_facts(one),
            "award": ranking_words.award_facts(proposal),
        }
        if outcome.pool_positions:
            facts["pool_position"] = outcome.pool_positions[one.key]
        yield RankedSubmission(
            ranking=snapshot,
            submission_id=pks[str(one.key)],
            line=line,
            position=one.position,
            total=one.candidate.total,
            level_code=one.candidate.level_code,
            level_label=reached.get(one.candidate.level_code, ""),
            tie_code=one.code,
            tie_reason=str(ranking_words.tie_sentence(facts["tie"], terms.labels)),
            award_level_id=levels.get(outcome.level_of(one.key)),
            award_code=proposal.code,
            award_reason=str(ranking_words.award_sentence(facts["award"], one.position, one.candidate.total)),
            facts=facts,
        )
