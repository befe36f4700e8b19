"""Links to the papers of a dossier, for the pages of every side."""

from typing import Any

from django import template
from django.urls import reverse

from accounts.models.user import User
from campaign.documents import decision_drafts, own_result, papers, session_papers
from campaign.models.decision import Sitting
from campaign.models.session import CouncilSession
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


@register.inclusion_tag("components/_papers.html")
def result_papers_of(submission: Submission, user: User) -> dict[str, Any]:
    """What an author may print of the result; nothing before it is public."""
    return {
        "papers": [
            {
                "label": label,
                "files": [
                    (kind.upper(), reverse(route, args=[submission.code, kind])) for kind in papers.KINDS
                ],
            }
            for label, route in own_result.offered(submission, user)
        ]
    }


@register.inclusion_tag("components/_papers.html")
def papers_of_sitting(sitting: Sitting) -> dict[str, Any]:
    """What is printed before a decision is recorded: it still has to be signed."""
    return {
        "papers": [
            {
                "label": label,
                "files": [
                    (kind.upper(), reverse("office:draft_paper", args=[sitting.pk, name, kind]))
                    for kind in papers.KINDS
                ],
            }
            for name, (label, *_making) in decision_drafts.PAPERS.items()
        ]
    }


@register.inclusion_tag("council/_session_papers.html")
def papers_of_session(session: CouncilSession) -> dict[str, Any]:
    """Before its end they are drafts; before its opening there is nothing to write."""
    listed = session_papers.PAPERS.items() if session.opened_at else ()
    return {
        "is_draft": session.closed_at is None,
        "papers": [
            {
                "label": label,
                "files": [
                    (kind.upper(), reverse("council:session_paper", args=[session.pk, name, kind]))
                    for kind in papers.KINDS
                ],
            }
            for name, (label, *_making) in listed
        ],
    }
