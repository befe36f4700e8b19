"""Correct a published line: the whole list comes out anew as the next version, with a public note of what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_text, fold
from campaign.actions import certificates, gate, trail
from campaign.actions.publication import next_version
from campaign.actions.refused import refuse_if
from campaign.actions.showcase import refresh
from campaign.actions.similarity import move_results
from campaign.actions.statistics import refresh_figures
from campaign.documents.publication_versions import Standing, standing
from campaign.models import clock
from campaign.models.campaign import Campaign
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.notifications import messages
from campaign.rules import permissions, published_list
from campaign.rules.phrase import NO_OBJECTION, Phrase

LONGEST_NOTE = 1000
NOT_COPIED = {"id", "publication"}


@dataclass(frozen=True)
class Words:
    """What a line says after its correction; `names` by authorship."""

    title: str
    unit_name: str
    names: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def correct(result: PublishedResult, *, by: User, words: Words, note: str) -> Publication:
    """`result` is the row that the corrector has read: if it is not in force any more, nothing changes."""
    gate.require_in_campaign("correct", by)
    note = clean_text(note)
    Campaign.objects.select_for_update().get(pk=result.campaign_id)
    rows = PublishedResult.objects.select_for_update(of=("self",)).select_related("publication__campaign")
    stored = rows.get(pk=result.pk)
    read = standing(stored)
    refuse_if(permissions.why_partial(by, read.submission))
    refuse_if(_problem(stored, read, words, note))
    return _next_version(stored, read, words, by=by, note=note)


def _problem(stored: PublishedResult, read: Standing, words: Words, note: str) -> Phrase:
    if Publication.objects.filter(replaces=stored.publication).exists():
        return Phrase(
            "Danh sách đã được người khác đính chính sau khi bạn mở trang nên lần này chưa ghi. Bản vừa nhập vẫn còn ở "
            "dưới; hãy mở lại trang của dòng này, so lại rồi sửa tiếp."
        )
    if stored.revoked_at:
        return Phrase("Kết quả này đã bị thu hồi nên không đính chính. Danh sách đã công bố được giữ nguyên.")
    if not note:
        return Phrase(
            "Chưa đính chính: cần ghi nội dung đính chính để mọi người đọc. Danh sách đã công bố được giữ nguyên."
        )
    if not all([words.title, words.unit_name, *words.names.values()]) or set(words.names) != set(read.names):
        return Phrase(
            "Chưa đính chính: tên sáng kiến, đơn vị và tên từng tác giả không được để trống. Danh sách đã công bố được "
            "giữ nguyên."
        )
    if (words.title, words.unit_name, dict(words.names)) == (stored.title, stored.unit_name, read.names):
        return Phrase("Chưa đính chính vì không có gì thay đổi. Danh sách đã công bố được giữ nguyên.")
    return NO_OBJECTION


def _next_version(
    stored: PublishedResult, read: Standing, words: Words, *, by: User, note: str
) -> Publication:
    olds = list(PublishedResult.objects.filter(publication=stored.publication).order_by("line"))
    still_open = read.submission.appeals.filter(answered_at=None).exists()
    changed = _corrected(words) | {"stayed_at": stored.stayed_at if still_open else None}
    rows = [_facts(old) | (changed if old.pk == stored.pk else {}) for old in olds]
    made = Publication.objects.create(
        campaign=stored.campaign,
        replaces=stored.publication,
        note=note,
        version=next_version(stored.campaign),
        published_at=clock.now(),
        published_by_name=by.full_name,
        sha256=published_list.digest(rows),
        results_count=len(rows),
        dossiers_count=stored.publication.dossiers_count,
    )
    PublishedResult.objects.bulk_create(PublishedResult(publication=made, **row) for row in rows)
    _move(olds, made, stored, words)
    _tell(stored, read, made, by)
    return made


def _facts(old: PublishedResult) -> dict[str, Any]:
    names = [column.attname for column in PublishedResult._meta.concrete_fields]
    return {name: getattr(old, name) for name in names if name.removesuffix("_id") not in NOT_COPIED}


def _corrected(words: Words) -> dict[str, Any]:
    authors = ", ".join(words.names.values())
    return {
        "title": words.title,
        "unit_name": words.unit_name,
        "authors": authors,
        "search_text": fold(f"{words.title} {authors} {words.unit_name}"),
    }


def _move(olds: list[PublishedResult], made: Publication, stored: PublishedResult, words: Words) -> None:
    """Certificates and the index of texts go over to the rows in force; the corrected line's are made anew."""
    news = {new.award_id: new for new in made.results.all()}
    for old in olds:
        if old.pk != stored.pk:
            Certificate.objects.filter(result=old, replaced_at=None).update(result=news[old.award_id])
    certificates.carry_over(stored, news[stored.award_id], dict(words.names), made.published_at)
    move_results([(old, news[old.award_id]) for old in olds], changed=stored)


def _tell(stored: PublishedResult, read: Standing, made: Publication, by: User) -> None:
    """The trail of the dossier, its authors, and the figures that the public reads."""
    refresh_figures(made.campaign)
    refresh(made.campaign)
    new = made.results.get(award=stored.award_id)
    renewed = Certificate.objects.filter(result=new, replaces__replaced_at=made.published_at)
    said = {
        "note": made.note,
        "version": made.version,
        "sha256": made.sha256,
        "renewed": ", ".join(str(one) for one in renewed),
    }
    event = trail.record("correct_result", by=by, submission=read.submission, facts=said)
    codes = certificates.addresses([new]).get(stored.award_id, [])
    facts = {"note": made.note, "title": new.title, "certificates": codes, "renewed": bool(renewed)}
    messages.announce("result_corrected", read.submission, act=event.number, facts=facts)
