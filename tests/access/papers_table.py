"""Who may open what of the official papers; the world's dossier is recognised, so nobody finds a notice of it."""

from django.core.files.base import ContentFile

from campaign.models import clock
from campaign.models.issued_paper import BatchStatus, PaperBatch, PaperTemplate

NAMED = {
    "council:session_paper": "bien-ban-hop",
    "office:decision_paper": "quyet-dinh",
    "office:paper_sign": "quyet-dinh",
    "office:draft_paper": "to-trinh",
}
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
OF_DECISION = ("decision_papers", "decision_paper", "decision_annex", "papers_batch_file")
OF_SETUP = ("print_form", "print_form_test", "paper_templates", "paper_template", "paper_template_own")
OF_SETUP += ("paper_template_preview", "paper_template_kept")
RESTORE = "setup:paper_template_restore"
ACTS = ("office:papers_issue", "office:papers_batch", "office:paper_sign")


def pages(office, makers, authors, administrator) -> dict[str, frozenset[str]]:
    return {
        **dict.fromkeys((f"setup:{name}" for name in OF_SETUP), administrator),
        **dict.fromkeys((f"office:{name}" for name in OF_DECISION), office),
        "office:certificate_paper": frozenset(),  # an appeal of this world keeps the certificates back
        "office:draft_paper": makers,
        "office:notice_paper": frozenset(),
        "author:certificate_paper": frozenset(),
        "author:notice_paper": frozenset(),
    }


def of_dossier(sides) -> dict[str, frozenset[str]]:
    return {f"{side}:{name}": who for side, who in sides.items() for name in ("paper", "revision_paper")}


def decision(world):
    found = world.campaign.decisions.first()
    return found.pk if found else None


def template(world):
    """A version that was set aside."""
    found = {"file": "", "sha256": "0" * 64, "uploaded_by": world.people["administrator"]}
    made, is_new = PaperTemplate.objects.get_or_create(
        kind="decision", version=1, defaults=found | {"uploaded_at": clock.now(), "set_aside_at": clock.now()}
    )
    if is_new:
        made.file.save("paper_templates/mau.docx", ContentFile(EMPTY_ZIP))
    return made.version


def batch(world):
    """A file that is ready; no worker runs in these tests."""
    found = world.campaign.decisions.first()
    if found is None:
        return None
    facts = {
        "total": 3,
        "status": BatchStatus.READY.value,
        "percent": 100,
        "asked_by": world.people["officer"],
    }
    made, is_new = PaperBatch.objects.get_or_create(
        decision=found, kind="certificates", form="zip", defaults=facts | {"asked_at": clock.now()}
    )
    if is_new:
        made.file.save("batches/giay.zip", ContentFile(EMPTY_ZIP))
    return made.pk


NAMES = (*(f"office:{name}" for name in OF_DECISION), "office:notice_paper", *ACTS)
OBJECTS = dict.fromkeys(NAMES, decision)
