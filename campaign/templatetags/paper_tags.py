"""Links to the papers of a dossier, for the pages of every side."""

from typing import Any

from django import template
from django.urls import reverse

from campaign.documents import papers
from campaign.models.submission import Submission

register = template.Library()


@register.inclusion_tag("components/_papers.html")
def papers_of(submission: Submission, route: str, number: int = 0) -> dict[str, Any]:
    """`route` is such as "author:paper"; with the number of a revision, the papers as they were handed in then."""
    address = {"code": submission.code} | ({"number": number} if number else {})
    return {
        "papers": [
            {
                "label": label,
                "files": [
                    (kind.upper(), reverse(route, kwargs=address | {"paper": name, "kind": kind}))
                    for kind in papers.KINDS
                ],
            }
            for name, label in papers.offered(submission, of_revision=bool(number)).items()
        ]
    }
