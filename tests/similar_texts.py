"""Texts that resemble each other: filed by colleagues, published, or in a list of earlier years."""

from accounts.roles import Role
from campaign.actions import similarity
from campaign.models import clock
from campaign.models.library import ImportBatch, PastInitiative
from campaign.models.publication import Publication, PublishedResult
from tests.factories import make_campaign, make_decision, make_submission, make_user

OWN = {"summary": "", "conditions": "", "benefits_author": ""}


def filed(nature, *, title="Tên riêng", index=True, **extra):
    made = make_submission(state="submitted", nature=nature, title=title, **(OWN | extra))
    if index:
        similarity.index_dossier(made)
    return made


def past(title, *, year=2019):
    by = make_user(Role.ADMINISTRATOR)
    batch = ImportBatch.objects.create(
        source="cu.csv", sha256=title[:64], imported_by=by, imported_at=clock.now(), rows=1
    )
    made = PastInitiative.objects.create(
        batch=batch,
        row_number=1,
        title=title,
        authors=["Lê Văn Mẫu"],
        unit_name="Sở Cũ",
        year=year,
        search_text="",
    )
    similarity.note_past([made])
    return made


def published(title, summary, **dossier):
    """A result that the public reads, with its dossier; both are waiting for the job."""
    campaign = make_campaign(year=2024)
    number = PublishedResult.objects.count() + 5
    decision = make_decision(campaign, "nhat", number=number, title=title, summary=summary, **dossier)
    award = decision.awards.get()
    publication = Publication.objects.create(
        campaign=campaign, decision=decision, version=1, published_at=clock.now(), published_by_name="x",
        sha256="0" * 64, results_count=1, dossiers_count=1,
    )  # fmt: skip
    result = PublishedResult.objects.create(
        publication=publication, campaign=campaign, award=award, line=1, register_number="1/2024", title=title,
        summary=summary, authors="Lê Văn Mẫu", unit_name="Sở Công khai", strand_code="cai-tien", strand_name="x",
        award_label="Giải Nhất", decision_text="x", search_text="",
    )  # fmt: skip
    similarity.note_results([result])
    similarity.note_dossier(award.submission)
    return result
