"""Get-or-404 through the reader's own queryset: what is not yours answers like what does not exist."""

from django.db.models import QuerySet
from django.http import Http404

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.refused import Refused
from campaign.models.conflict import with_conflicts
from campaign.models.submission import Submission, SubmissionQuerySet
from campaign.rules import workflow
from campaign.rules.phrase import Phrase


def submission_for(user: User, code: str, *, rows: SubmissionQuerySet | None = None) -> Submission:
    """A dossier with what nearly every page of it shows; `rows` narrows to one side (author, unit, office)."""
    found = rows if rows is not None else Submission.objects.visible_to(user)
    try:
        return with_conflicts(found).select_related("campaign", "strand", "owner").get(code=code)
    except Submission.DoesNotExist:
        raise Http404 from None


def require_impartial(user: User, rows: QuerySet) -> None:
    """Until publication nobody reads a list that holds the own dossier, or one in conflict: the gap would tell."""
    own = Submission.objects.partial_to(user).filter(pk__in=rows.order_by().values("submission"))
    if own.filter(state__in=workflow.SEALED).exists():
        raise Refused(
            Phrase(
                "Trong danh sách này có hồ sơ của bạn hoặc hồ sơ bạn có xung đột lợi ích nên trước khi công bố bạn "
                "không mở được. Danh sách được giữ nguyên; việc này thuộc người khác cùng nhiệm vụ."
            )
        )


def require_role(user: User, *roles: Role) -> None:
    """A page of another role answers like a page that does not exist."""
    if not user.has_role(*roles):
        raise Http404
