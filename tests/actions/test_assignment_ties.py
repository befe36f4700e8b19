"""What the data suggests of a judge and a dossier counts in a plan, weakly or not, until somebody answers it."""

import pytest

from accounts.roles import Role
from campaign.actions.conflicts import answer_tie
from campaign.models import clock
from campaign.models.judging import PanelMember
from campaign.rules.conflicts import Kind, Verdict
from tests.actions.test_assignment_plan import make_judges, plan_for
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db


def tied(campaign, judge, *, weakly):
    """A dossier whose owner has an earlier work with this judge, or only the family name and a typed workplace."""
    owner = make_user(full_name="Lê Văn Cường")
    if weakly:
        dossier = make_submission(campaign=campaign, owner=owner, state="accepted")
        unit = judge.posts.get().unit
        dossier.authorships.update(full_name=owner.full_name, workplace=unit.name_on(clock.today()))
        return dossier
    earlier = make_submission(owner=owner, state="submitted", shares=(5000, 5000))
    earlier.authorships.filter(order=2).update(user=judge)
    return make_submission(campaign=campaign, owner=owner, state="accepted")


@pytest.mark.parametrize("weakly", [False, True])
def test_what_the_data_suggests_speaks_against_a_judge_until_somebody_answers(weakly):
    campaign, officer = make_campaign(), make_user(Role.OFFICER)
    judges = make_judges(campaign, 4)
    dossier = tied(campaign, judges[0], weakly=weakly)

    avoided = plan_for(campaign, officer).lines.get()
    PanelMember.objects.filter(user=judges[1]).update(left_on=clock.today())
    taken = plan_for(campaign, officer).lines.get()
    kind = Kind.NAMESAKE if weakly else Kind.COAUTHOR
    answer_tie(dossier, judges[0], kind, by=officer, verdict=Verdict.DISMISSED, reason="Không ảnh hưởng.")
    answered = plan_for(campaign, officer).lines.get()

    assert (judges[0].pk in avoided.judges, avoided.hinted) == (False, [])
    assert (judges[0].pk in taken.judges, taken.hinted) == (True, [judges[0].pk])
    assert (judges[0].pk in answered.judges, answered.hinted) == (True, [])
