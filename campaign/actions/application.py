"""The content of a dossier as one plain value: cleaned before it is written, compared, and frozen in a revision."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from accounts.models.user import User
from accounts.text import clean_line, clean_text, fold
from campaign.actions import author_rows
from campaign.actions.author_rows import PERSON
from campaign.actions.refused import refuse_if
from campaign.actions.trail import canonical
from campaign.models import clock
from campaign.models.revision import Revision
from campaign.models.submission import Authorship, Submission
from campaign.models.trial import TrialParticipant
from campaign.rules.application import BY_NAME, FORM_VERSION, TEXTS, too_long
from campaign.rules.authorship import AuthorKind
from campaign.rules.sections import section_of

FIELDS = (*TEXTS, "first_used_on")
PARTICIPANT = (*PERSON, "work_supported")
BLANKS = {"kind": AuthorKind.PERSON.value, "birth_date": None, "direct_worker": False, "share_bp": 0}
NAME_LIMITS = {
    "full_name": 150,
    "representative": 150,
    "email": 254,
    "workplace": 200,
    "job_title": 150,
    "qualification": 150,
    "work_supported": 300,
}


def standing(submission: Submission) -> dict[str, Any]:
    """What is stored now, in the shape that `cleaned` gives."""
    return {
        **standing_texts(submission),
        "authors": [author_rows.values(row) for row in submission.authorships.all()],
        "participants": [_values(row, PARTICIPANT) for row in submission.trial_participants.all()],
    }


def standing_texts(submission: Submission) -> dict[str, Any]:
    return {name: getattr(submission, name) for name in (*FIELDS, "strand_id")}


def cleaned(content: Mapping[str, Any]) -> dict[str, Any]:
    """Typed content as it is stored; what is not named is not touched. Refuses a text that is too long."""
    clean: dict[str, Any] = {name: _text(name, content[name]) for name in TEXTS if name in content}
    if "first_used_on" in content:
        clean["first_used_on"] = content["first_used_on"]
    if "strand" in content:
        clean["strand_id"] = content["strand"].pk
    if content.get("strand_id"):
        clean["strand_id"] = content["strand_id"]
    if "authors" in content:
        clean["authors"] = [_person(row, author_rows.TYPED) for row in author_rows.named(content["authors"])]
    if "participants" in content:
        clean["participants"] = [_person(row, PARTICIPANT) for row in content["participants"]]
    return clean


def write(submission: Submission, clean: Mapping[str, Any], *, by: User) -> None:
    """Put cleaned content into a locked dossier; rows of authors in place, those of the trial use anew."""
    fields = [name for name in (*FIELDS, "strand_id") if name in clean]
    for name in fields:
        setattr(submission, name, clean[name])
    if "authors" in clean:
        author_rows.write(submission, clean["authors"], by=by)
    if "participants" in clean:
        submission.trial_participants.all().delete()
        TrialParticipant.objects.bulk_create(_rows(TrialParticipant, submission, clean["participants"]))
    submission.version += 1
    submission.saved_at = clock.now()
    stamp = {"by": by.pk, "at": submission.saved_at.isoformat()}
    submission.section_saves = submission.section_saves | {section_of(key): stamp for key in clean}
    if clean.keys() & {"title", "authors"}:
        submission.search_text = search_text(submission)
    submission.save(update_fields=[*fields, "version", "saved_at", "section_saves", "search_text"])


def search_text(submission: Submission) -> str:
    names = submission.authorships.values_list("full_name", flat=True)
    parts = (submission.register_number, submission.code, submission.title, submission.unit_name, *names)
    return fold(" ".join(parts))


def own_row(user: User, workplace: str) -> dict[str, Any]:
    """The author row of a person with an account, as they themselves would fill it in."""
    return {
        "user": user,
        "full_name": user.full_name,
        "gender": user.gender,
        "direct_worker": user.direct_worker,
        "birth_date": user.birth_date,
        "workplace": workplace,
        "job_title": user.job_title,
        "qualification": user.qualification,
        "share_bp": 10_000,
    }


def frozen(submission: Submission) -> tuple[dict[str, Any], str]:
    """What stands now as plain content, with the hash of every file, and the hash of it all."""
    content = content_of(
        submission,
        authors=submission.authorships.all(),
        participants=submission.trial_participants.all(),
        files=submission.attachments.live().values("name", "size", "sha256"),
    )
    return content, digest(content)


def content_of(
    submission: Submission,
    *,
    authors: Iterable[Authorship],
    participants: Iterable[TrialParticipant],
    files: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """What a revision keeps, from rows that were read already."""
    return _jsonable(standing_texts(submission)) | {
        "authors": [_jsonable(author_rows.frozen(row)) for row in authors],
        "participants": [_jsonable(_values(row, PARTICIPANT)) for row in participants],
        "code": submission.code,
        "register_number": submission.register_number,
        "unit": submission.unit_name,
        "strand": submission.strand.code,
        "files": list(files),
    }


def digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def freeze(submission: Submission, *, by: User) -> Revision:
    """Keep what stands now as the next revision."""
    content, sha256 = frozen(submission)
    return Revision.objects.create(
        submission=submission,
        number=submission.revisions.count() + 1,
        content=content,
        sha256=sha256,
        form_version=FORM_VERSION,
        rubric_id=submission.strand.rubric_id,
        made_by=by,
        made_at=clock.now(),
    )


def _jsonable(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _jsonable(inner) for key, inner in value.items()}
    return [_jsonable(inner) for inner in value] if isinstance(value, list) else value


def _text(name: str, typed: str | None) -> str:
    text = clean_text(typed or "") if BY_NAME[name].long else clean_line(typed or "")
    refuse_if(too_long(name, text))
    return text


def _person(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    values = {name: row.get(name) or BLANKS.get(name, "") for name in names}
    return {
        name: clean_line(value)[: NAME_LIMITS.get(name)] if isinstance(value, str) else value
        for name, value in values.items()
    }


def _values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _rows(model: type, submission: Submission, rows: list[dict[str, Any]]) -> list[Any]:
    return [model(submission=submission, order=order, **row) for order, row in enumerate(rows, 1)]
