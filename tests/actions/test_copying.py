"""An earlier dossier of one's own as the beginning of a new one."""

from datetime import timedelta

import pytest

from campaign.actions.copying import copy, why_not_copy
from campaign.actions.refused import Refused
from campaign.documents.copying import recognised_before
from campaign.models import clock
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_decision, make_submission, make_user

pytestmark = pytest.mark.django_db
THIS_YEAR = "Phong trào năm nay"


@pytest.fixture
def source():
    dossier = make_submission(state="refused", shares=(6000, 4000))
    dossier.trial_participants.create(order=1, full_name="Lý Văn Tám", work_supported="Chạy thử")
    return dossier


@pytest.fixture
def strand():
    return make_campaign(title=THIS_YEAR).strands.get()


def reason(*args, **facts):
    with pytest.raises(Refused) as caught:
        copy(*args, **facts)
    return str(caught.value)


def test_text_and_people_come_along_and_nothing_is_confirmed(source, strand):
    draft = copy(source, by=source.owner, strand=strand)
    assert (draft.state, draft.title, draft.nature, draft.first_used_on) == (
        "draft", source.title, source.nature, source.first_used_on,
    )  # fmt: skip
    assert (draft.copied_from, draft.campaign.title, draft.register_number) == (source, THIS_YEAR, "")
    rows = draft.authorships.values_list("full_name", "user", "share_bp", "confirmed_at")
    assert list(rows) == [
        (source.owner.full_name, source.owner_id, 6000, None),
        ("Trần Thị Bình 2", None, 4000, None),
    ]
    assert draft.trial_participants.get().work_supported == "Chạy thử"
    assert not set(draft.authorships.values_list("uid")) & set(source.authorships.values_list("uid"))


def test_a_co_author_with_an_account_has_to_be_invited_anew(source, strand):
    friend = make_user()
    source.authorships.filter(order=2).update(user=friend)
    draft = copy(source, by=source.owner, strand=strand)
    assert draft.authorships.get(order=2).user is None
    assert not Submission.objects.visible_to(friend).filter(pk=draft.pk).exists()


def test_pressing_twice_gives_the_same_draft(source, strand):
    first = copy(source, by=source.owner, strand=strand)
    assert copy(source, by=source.owner, strand=strand) == first


@pytest.mark.parametrize("state", ["submitted", "endorsed", "accepted", "judged", "decided"])
def test_a_dossier_under_way_is_not_copied_and_sealed_states_answer_alike(state, strand):
    source = make_submission(state=state)
    assert reason(source, by=source.owner, strand=strand) == (
        "Hồ sơ này còn đang được viết hoặc đang được xét nên chưa chép sang phong trào khác được. Hồ sơ được giữ "
        "nguyên; hãy chép khi hồ sơ đã có kết quả hoặc đã dừng."
    )


def test_a_draft_can_be_copied_once_it_can_no_longer_be_filed():
    draft = make_submission()
    assert bool(why_not_copy(draft, by=draft.owner)) is True
    with clock.at(clock.now() + timedelta(days=31)):
        assert bool(why_not_copy(draft, by=draft.owner)) is False


def test_only_the_owner_copies_and_only_into_another_open_campaign(source, strand):
    assert reason(source, by=make_user(), strand=strand)
    assert "đã thuộc phong trào được chọn" in reason(source, by=source.owner, strand=source.strand)
    closed = make_campaign(open_windows=()).strands.get()
    assert "đã kết thúc lúc" in reason(source, by=source.owner, strand=closed)


def test_what_was_recognised_is_pointed_out(source):
    decision = make_decision(make_campaign(), "recognised", number=7)
    awarded = decision.awards.get().submission
    Submission.objects.filter(pk=awarded.pk).update(state="published")
    awarded.refresh_from_db()
    assert str(recognised_before(awarded)).startswith(
        "Sáng kiến này đã được công nhận theo Quyết định số 07/QĐ-UBND ngày 05/06/2026."
    )
    assert bool(recognised_before(source)) is False
