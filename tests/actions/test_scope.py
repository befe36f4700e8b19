"""A wider scope on the ground of a recognition: pending, then released; and what a revocation ends."""

import pytest

from accounts.roles import Role
from campaign.actions.publication import publish
from campaign.actions.refused import Refused
from campaign.actions.scope import raise_scope, release_scope
from campaign.documents.decision_draft import larger_scope
from campaign.models.decision import Award
from campaign.models.message import Message
from campaign.models.register import RegisterEntry
from campaign.models.scope import PublishedScope
from campaign.models.showcase import LibraryEntry
from tests.decisions import make_paper, make_series, take_back
from tests.factories import make_campaign, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def base(administrator):
    """One published recognition."""
    decision = make_decision(make_campaign(), "nhat")
    publish(decision, by=administrator)
    return decision.awards.get()


def raised(award, by, scope="province", **changes):
    series = make_series(code="quyet-dinh-cap-tren", is_ours=False)
    paper = make_paper(**({"number": 1234, "series": series} | changes))
    seen = larger_scope([award], scope).digest
    return raise_scope([award], by=by, paper=paper, scope=scope, seen=seen)


def test_one_initiative_carries_a_recognition_for_each_scope(base, administrator):
    province = raised(base, administrator)
    release_scope(province, by=administrator)
    nation = raised(province.awards.get(), administrator, "nation", number=77)
    live = Award.objects.filter(submission=base.submission, is_live=True).order_by("pk")
    assert [(row.scope, str(row.decision), row.ground_id) for row in live] == [
        ("base", "05/QĐ-UBND", None),
        ("province", "1234/QĐ-UBND", base.pk),
        ("nation", "77/QĐ-UBND", province.awards.get().pk),
    ]
    assert (nation.released_at, base.submission.state) == (None, "published")


def test_nothing_is_told_or_shown_before_the_release_and_all_of_it_then(base, administrator):
    decision = raised(base, administrator)
    assert (PublishedScope.objects.count(), Message.objects.filter(event="scope_raised").count()) == (0, 0)
    release_scope(decision, by=administrator)
    shown = PublishedScope.objects.get()
    assert (shown.base, shown.scope, shown.issuer_name) == (base, "province", decision.issuer_line)
    entry = LibraryEntry.objects.get()
    assert (entry.scope, "; 1234/QĐ-UBND ngày" in entry.decision_text) == ("province", True)
    assert "bộ, ban, ngành, tỉnh" in Message.objects.get(event="scope_raised").body
    with pytest.raises(Refused, match="không công bố thêm lần nữa"):
        release_scope(decision, by=administrator)


@pytest.mark.parametrize(
    ("scope", "changes", "words"),
    [
        ("province", {}, "đã được công nhận ở phạm vi này"),
        ("base", {}, "phạm vi mới phải rộng hơn"),
        ("nation", {"number": None}, "Số của dãy này do nơi khác cấp"),
    ],
)
def test_a_scope_is_given_once_wider_than_before_and_under_a_number(
    base, administrator, scope, changes, words
):
    raised(base, administrator)
    with pytest.raises(Refused, match=words):
        raised(base, administrator, scope, **changes)
    assert (Award.objects.count(), RegisterEntry.objects.count()) == (2, 1)


def test_what_is_not_released_is_no_ground(administrator):
    award = make_decision(make_campaign(), "nhat").awards.get()
    with pytest.raises(Refused, match="chưa công bố"):
        raised(award, administrator)


def test_a_decision_on_scope_is_not_published_as_a_list_of_results(base, administrator):
    with pytest.raises(Refused, match="không có danh sách kết quả"):
        publish(raised(base, administrator), by=administrator)


def test_a_revocation_is_a_decision_of_its_own_and_ends_every_scope(base, administrator):
    release_scope(raised(base, administrator), by=administrator)
    decision = take_back(base, by=administrator, reason="Sao chép.", bases=("Luật A",))
    assert (decision.kind, decision.scope, decision.reason) == ("revocation", "", "Sao chép.")
    assert (str(decision), decision.bases) == ("01/QĐ-UBND", ["Luật A"])
    assert decision.released_at is not None
    ended = Award.objects.order_by("pk").values_list("is_live", "revoked_in", "revoked_reason")
    assert list(ended) == [(False, decision.pk, "Sao chép.")] * 2
    assert PublishedScope.objects.filter(revoked_at=None).count() == 0
    assert "01/QĐ-UBND ngày" in Message.objects.get(event="revoked").body
