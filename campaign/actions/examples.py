"""The board of good examples: the office writes, the person says yes to these very words, then it is public."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models.user import User
from accounts.text import clean_line, clean_text
from campaign.actions import gate, trail
from campaign.actions.refused import Refused, refuse_if
from campaign.actions.showcase import locked_entry
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.showcase import Consent, GoodExample, LibraryEntry
from campaign.notifications import messages
from campaign.rules import permissions
from campaign.rules.phrase import NO_OBJECTION, Phrase

ERASED = "Dữ liệu cá nhân đã xóa theo yêu cầu."


@dataclass(frozen=True)
class Told:
    """`asked` is the author whose consent it needs; `collective` names a group, empty for that author alone."""

    asked: User
    collective: str
    period: str
    order: int
    story: str
    picture: Attachment | None
    alternative: str


@transaction.atomic
def write(entry: LibraryEntry, *, by: User, told: Told) -> GoodExample:
    entry = _of_office(entry, by)
    refuse_if(_no_consent_possible(entry, told) or _no_story(told))
    facts = _facts(entry, told, by)
    refuse_if(_told_before(entry, facts["name"]))
    example = GoodExample.objects.create(entry=entry, **facts)
    _ask(example, by)
    return example


@transaction.atomic
def rewrite(example: GoodExample, *, by: User, told: Told, version: int) -> GoodExample:
    """Other words need the consent anew; until then nothing of it is public."""
    example = _locked(example)
    entry = _of_office(example.entry, by)
    refuse_if(_removed(example) or _changed(example, version))
    refuse_if(_no_consent_possible(entry, told) or _no_story(told))
    facts = _facts(entry, told, by) | {"version": example.version + 1}
    if facts["name"] != example.name:
        refuse_if(_told_before(entry, facts["name"]))
    for name, value in (facts | {"consent": Consent.ASKED.value, "answered_at": None}).items():
        setattr(example, name, value)
    example.save()
    _ask(example, by)
    return example


@transaction.atomic
def answer(example: GoodExample, *, by: User, agrees: bool, version: int) -> GoodExample:
    """Also later: who agreed may take it back at any time."""
    example = _locked(example)
    if example.asked_id != by.pk:
        raise Refused(Phrase("Chỉ người được hỏi trả lời về bài này. Bài được giữ nguyên."))
    wanted = Consent.AGREED if agrees else Consent.DECLINED
    refuse_if(_removed(example) or _changed(example, version) or _answered_before(example, wanted))
    example.consent, example.answered_at = wanted.value, clock.now()
    example.save(update_fields=["consent", "answered_at"])
    event = _recorded("agree_to_example" if agrees else "decline_example", example, by)
    _tell("example_answered", example, example.written_by, event, {"agrees": agrees, "who": by.full_name})
    return example


@transaction.atomic
def remove(example: GoodExample, *, by: User, reason: str) -> GoodExample:
    example, reason = _locked(example), clean_text(reason)
    _of_office(example.entry, by)
    refuse_if(_removed(example) or _no_reason(reason))
    example.removed_at, example.removed_reason = clock.now(), reason
    example.save(update_fields=["removed_at", "removed_reason"])
    event = _recorded("remove_example", example, by, reason=reason)
    _tell("example_removed", example, example.asked, event, {"reason": reason})
    return example


def take_off_the_board(person: User, alias: str) -> None:
    """What a good example tells is no paper that the law keeps: with the person's data its words go too."""
    told = GoodExample.objects.filter(asked=person)
    told.filter(removed_at=None).update(removed_at=clock.now(), removed_reason=ERASED)
    told.update(name=alias, story="", picture=None, alternative="")


def _facts(entry: LibraryEntry, told: Told, by: User) -> dict[str, Any]:
    collective = clean_line(told.collective)
    return {
        "is_collective": bool(collective),
        "name": collective or told.asked.full_name,
        "unit_name": entry.unit_name,
        "period": clean_line(told.period),
        "order": told.order,
        "story": clean_text(told.story),
        "picture": told.picture,
        "alternative": clean_line(told.alternative) if told.picture else "",
        "asked": told.asked,
        "written_by": by,
        "written_at": clock.now(),
    }


def _ask(example: GoodExample, by: User) -> None:
    event = _recorded("write_example", example, by)
    _tell("example_asked", example, example.asked, event, {})


def _tell(event: str, example: GoodExample, reader: User, act: int, facts: dict[str, Any]) -> None:
    known = {"example": example.pk, "name": example.name, "title": example.entry.title} | facts
    key = f"{act}:{event}:{reader.pk}"
    messages.tell(event, reader, key=key, facts=known, submission=example.entry.submission)


def _recorded(verb: str, example: GoodExample, by: User, **facts: Any) -> int:
    entry = example.entry
    known = {"example": example.pk, "library": entry.code} | facts
    return trail.record(verb, by=by, submission=entry.submission, campaign=entry.campaign, facts=known).number


def _locked(example: GoodExample) -> GoodExample:
    rows = GoodExample.objects.select_for_update(of=("self",))
    return rows.select_related("entry__submission", "asked", "written_by").get(pk=example.pk)


def _of_office(entry: LibraryEntry, by: User) -> LibraryEntry:
    entry = locked_entry(entry)
    gate.require_in_campaign("keep_library", by)
    if entry.submission:
        refuse_if(permissions.why_partial(by, entry.submission))
    return entry


def _no_consent_possible(entry: LibraryEntry, told: Told) -> Phrase:
    submission = entry.submission
    known = {submission.owner_id, *submission.author_ids} if submission else set()
    if entry.left_at is None and entry.hidden_at is None and told.asked.pk in known:
        return NO_OBJECTION
    return Phrase(
        "Chưa gửi: gương điển hình phải là tác giả có tài khoản của một sáng kiến đang hiện trong thư viện, để người "
        "đó đồng ý trước. Bảng gương điển hình được giữ nguyên."
    )


def _no_story(told: Told) -> Phrase:
    if clean_text(told.story) and (told.picture is None or clean_line(told.alternative)):
        return NO_OBJECTION
    return Phrase(
        "Chưa gửi: cần có bài viết, và mỗi ảnh cần một câu mô tả. Bảng gương điển hình được giữ nguyên."
    )


def _told_before(entry: LibraryEntry, name: str) -> Phrase:
    if not entry.examples.filter(name=name, removed_at=None).exists():
        return NO_OBJECTION
    return Phrase(
        "%(name)s đã được nêu gương với sáng kiến này; không lập thêm bài thứ hai. Hãy mở bài đã có để sửa.",
        name=name,
    )


def _removed(example: GoodExample) -> Phrase:
    if example.removed_at is None:
        return NO_OBJECTION
    return Phrase("Bài này đã được gỡ khỏi bảng gương điển hình nên không thay đổi gì thêm.")


def _changed(example: GoodExample, version: int) -> Phrase:
    if example.version == version:
        return NO_OBJECTION
    return Phrase(
        "Bài đã được sửa sau khi bạn mở trang nên chưa ghi gì. Hãy đọc lại bản mới rồi trả lời hoặc sửa tiếp."
    )


def _answered_before(example: GoodExample, wanted: Consent) -> Phrase:
    if example.consent != wanted.value:
        return NO_OBJECTION
    return Phrase("Câu trả lời này đã được ghi; không ghi thêm lần nữa và không gửi lại thư.")


def _no_reason(reason: str) -> Phrase:
    if reason:
        return NO_OBJECTION
    return Phrase("Chưa gỡ: cần ghi lý do để người được nêu gương biết. Bài vẫn giữ nguyên.")
