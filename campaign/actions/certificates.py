"""Certificates: made with the publication of a result, made anew when a correction changes their face."""

from collections.abc import Iterable
from datetime import datetime

from campaign.actions.registers import next_number
from campaign.models.decision import Decision
from campaign.models.publication import Certificate, PublishedResult
from campaign.models.submission import Authorship

FACE = ("title", "award_label", "register_number", "decision_text")


def issue(result: PublishedResult, authors: list[Authorship], decision: Decision) -> None:
    """One for each author, naming the others."""
    for author in authors:
        Certificate.objects.create(
            result=result,
            **_number(decision.signed_on.year),
            holder=author,
            holder_name=author.full_name,
            holder_job_title=author.job_title,
            holder_workplace=author.workplace or result.unit_name,
            co_authors=", ".join(row.full_name for row in authors if row.pk != author.pk),
            issuer_name=decision.campaign.issuer_name,
            place_name=decision.campaign.place_name,
            issued_on=decision.signed_on,
            signer_power=decision.signer_power,
            signer_title=decision.signer_title,
            signer_name=decision.signer_name,
        )


def carry_over(old: PublishedResult, new: PublishedResult, names: dict[int, str], at: datetime) -> int:
    """Those whose face stays go to the new version; the others are replaced. `names`: corrected ones, by authorship.

    How many were made anew.
    """
    held = list(Certificate.objects.filter(result=old, replaced_at=None).order_by("holder__order"))
    spoken = {one.holder_id: names.get(one.holder_id, one.holder_name) for one in held}
    same_result = all(getattr(old, fact) == getattr(new, fact) for fact in FACE)
    made = 0
    for one in held:
        if same_result and _keeps_face(one, old, new, spoken):
            one.result = new
            one.save(update_fields=["result"])
        else:
            _replace(one, new, spoken, at, workplace=_workplace(one, old, new))
            made += 1
    return made


def _keeps_face(one: Certificate, old: PublishedResult, new: PublishedResult, names: dict[int, str]) -> bool:
    face = (one.holder_name, one.co_authors, one.holder_workplace)
    return face == (names[one.holder_id], _others(one, names), _workplace(one, old, new))


def _others(one: Certificate, names: dict[int, str]) -> str:
    return ", ".join(name for holder, name in names.items() if holder != one.holder_id)


def _workplace(one: Certificate, old: PublishedResult, new: PublishedResult) -> str:
    """Who works where the unit of the list says follows its correction."""
    return new.unit_name if one.holder_workplace == old.unit_name else one.holder_workplace


def _replace(
    one: Certificate, new: PublishedResult, names: dict[int, str], at: datetime, *, workplace: str
) -> None:
    one.replaced_at = at
    one.save(update_fields=["replaced_at"])
    copied = ("holder_id", "holder_job_title", "issuer_name", "place_name", "issued_on")
    signed = ("signer_power", "signer_title", "signer_name", "revoked_at", "revoked_reason")
    Certificate.objects.create(
        result=new,
        replaces=one,
        **_number(one.year),
        **{name: getattr(one, name) for name in (*copied, *signed)},
        holder_name=names[one.holder_id],
        holder_workplace=workplace,
        co_authors=_others(one, names),
    )


def _number(year: int) -> dict[str, int]:
    return {"year": year, "number": next_number(f"giay-chung-nhan/{year}")}


def addresses(results: Iterable[PublishedResult]) -> dict[int, list[dict[str, str]]]:
    """By award, for letters to authors: whose certificate is where."""
    found: dict[int, list[dict[str, str]]] = {}
    rows = Certificate.objects.in_force().filter(result__in=[result.pk for result in results])
    for row in rows.select_related("result"):
        found.setdefault(row.result.award_id, []).append({"name": row.holder_name, "code": row.code})
    return found
