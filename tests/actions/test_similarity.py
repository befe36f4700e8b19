"""The index follows every filing, pairs are put before a person, and a verdict is remembered on both sides."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from campaign.actions import similarity
from campaign.actions import submission as authoring
from campaign.actions.refused import Refused
from campaign.documents.similar import found_for, hints
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.similarity import IndexedText, Shingle, SimilarPair
from campaign.models.submission import Submission
from campaign.rules.shingles import sampled
from tests.factories import make_submission, make_user
from tests.rules.test_similarity import LONG, OTHER
from tests.similar_texts import OWN, filed, past, published

pytestmark = pytest.mark.django_db
FORM = "Qua thực tế công tác tại đơn vị, bản thân tôi nhận thấy còn một số khó khăn cần được khắc phục ngay"


def pairs():
    return [(pair.submission_id, pair.other_id, pair.past_id) for pair in SimilarPair.objects.order_by("pk")]


def concluded(pair, by, *, verdict="derived", reason="Có thêm khâu quét mã.", shown=None):
    shown = similarity.seen(pair) if shown is None else shown
    return similarity.conclude(pair, by=by, verdict=verdict, reason=reason, shown=shown)


def test_a_filed_dossier_waits_for_the_job_which_indexes_it_once():
    owner = make_user(Role.AUTHOR)
    draft = make_submission(owner=owner, nature=LONG)
    done = authoring.submit(draft, by=owner, version=draft.version, declared=True)

    waiting = [text.submission_id for text in IndexedText.objects.waiting()]

    assert waiting == [done.pk]
    assert (similarity.index_waiting(), similarity.index_waiting()) == (1, 0)
    stored = Shingle.objects.filter(text__submission=done).values_list("value", flat=True)
    assert set(stored) == sampled(similarity.parts(done, similarity.OPEN_PARTS))


def test_indexing_again_writes_only_what_has_changed():
    one = filed(LONG)
    kept = set(Shingle.objects.values_list("pk", flat=True))

    similarity.index_dossier(one)
    again = set(Shingle.objects.values_list("pk", flat=True))
    Submission.objects.filter(pk=one.pk).update(nature=OTHER)
    similarity.index_dossier(one)

    assert again == kept
    title = set(Shingle.objects.values_list("value", flat=True))
    assert title == sampled(["Tên riêng", OTHER])


def test_a_copy_makes_one_pair_whichever_is_indexed_last():
    first, second = filed(LONG), filed(LONG)

    similarity.index_dossier(first)

    assert pairs() == [(second.pk, first.pk, None)]
    assert str(SimilarPair.objects.get().score) == "0.973"  # a title of two syllables is no passage


def test_a_different_dossier_makes_no_pair():
    filed(LONG)
    filed(OTHER, title="Cách khác hẳn")

    assert pairs() == []


def test_a_confidential_part_that_was_copied_is_found_for_the_officer():
    first = filed(OTHER, title="Máy sục khí", confidential=LONG)
    second = filed(LONG)

    assert pairs() == [(second.pk, first.pk, None)]


def test_a_title_of_an_earlier_list_is_found():
    title = "Cải tiến quy trình thu gom rác thải sinh hoạt ở chợ nổi"
    old = past(title)
    similarity.index_waiting()

    one = filed(LONG, title="Cải tiến qui trình thu gom rác thải sinh hoạt ở Chợ Nổi")

    assert pairs() == [(one.pk, None, old.pk)]


def test_the_wording_of_a_form_makes_no_pair(monkeypatch):
    monkeypatch.setattr("campaign.rules.similarity.COMMON_FROM", 3)
    monkeypatch.setattr(
        "campaign.rules.similarity.COMMON_OF", 10**9
    )  # numbers go on where earlier tests left them
    for number in range(4):
        filed(FORM, title=f"Giải pháp {number}")

    before = set(SimilarPair.objects.values_list("pk", flat=True))
    last = filed(FORM, title="Giải pháp cuối")

    assert found_for(last) == []
    assert before == set(SimilarPair.objects.values_list("pk", flat=True))


def test_a_pair_that_is_no_longer_alike_goes_unless_somebody_concluded_on_it():
    first, second, third = filed(LONG), filed(LONG), filed(LONG)
    concluded(SimilarPair.objects.get(submission=second, other=first), make_user(Role.OFFICER))
    Submission.objects.filter(pk=second.pk).update(nature=OTHER)

    similarity.index_dossier(second)

    assert pairs() == [(second.pk, first.pk, None), (third.pk, first.pk, None)]


def test_a_draft_that_came_back_is_no_longer_held_against_anybody():
    first = filed(LONG)
    for state in ("withdrawn", "draft"):
        Submission.objects.filter(pk=first.pk).update(state=state)

    filed(LONG)

    assert pairs() == []
    assert similarity.index_dossier(first) == []
    assert Shingle.objects.filter(text__submission=first).count() == 0


def test_a_verdict_is_remembered_with_its_reason_and_recorded_on_both_sides():
    first, second = filed(LONG), filed(LONG)
    officer = make_user(Role.OFFICER)

    pair = concluded(SimilarPair.objects.get(), officer, reason="  Có thêm khâu\u200b quét mã. ")
    similarity.index_dossier(first)

    stored = SimilarPair.objects.get()
    assert (stored.verdict, stored.reason, stored.verdict_by) == ("derived", "Có thêm khâu quét mã.", officer)
    assert stored.verdict_at == pair.verdict_at
    events = Event.objects.filter(verb="compare_texts").order_by("number")
    assert [(event.submission_id, event.facts) for event in events] == [
        (second.pk, {"verdict": "derived"}),
        (first.pk, {"verdict": "derived"}),
    ]


def test_the_same_verdict_pressed_twice_is_recorded_once():
    filed(LONG), filed(LONG)
    officer, pair = make_user(Role.OFFICER), SimilarPair.objects.get()

    concluded(pair, officer, shown="-")
    concluded(pair, officer, shown="-")

    assert Event.objects.filter(verb="compare_texts").count() == 2


def test_two_officers_do_not_overwrite_each_other():
    filed(LONG), filed(LONG)
    pair, other = SimilarPair.objects.get(), make_user(Role.OFFICER, full_name="Trần Thị Bình")
    concluded(pair, other, shown="-")

    with pytest.raises(Refused, match=r"^Trần Thị Bình vừa ghi kết luận cho cặp này") as refusal:
        concluded(pair, make_user(Role.OFFICER), verdict="same", shown="-")

    assert "phần bạn nhập vẫn còn trong biểu mẫu" in str(refusal.value)
    assert SimilarPair.objects.get().verdict == "derived"


@pytest.mark.parametrize(("verdict", "reason"), [("", "Vì sao"), ("sai", "Vì sao"), ("same", " \u200b ")])
def test_a_verdict_needs_words(verdict, reason):
    filed(LONG), filed(LONG)

    with pytest.raises(Refused, match=r"^Cần chọn một kết luận và ghi lý do"):
        concluded(SimilarPair.objects.get(), make_user(Role.OFFICER), verdict=verdict, reason=reason)

    assert SimilarPair.objects.get().verdict == ""


@pytest.mark.parametrize("side", ["submission", "other"])
def test_nobody_concludes_on_a_pair_with_the_own_dossier(side):
    filed(LONG), filed(LONG)
    pair, officer = SimilarPair.objects.get(), make_user(Role.OFFICER)
    Submission.objects.filter(pk=getattr(pair, side).pk).update(owner=officer)

    with pytest.raises(Refused, match=r"^Bạn là tác giả"):
        concluded(pair, officer)


def test_only_officers_conclude_and_compare_again():
    one = filed(LONG)
    filed(LONG)

    for act in (
        lambda by: concluded(SimilarPair.objects.get(), by),
        lambda by: similarity.compare_again(one, by=by),
    ):
        with pytest.raises(Refused, match=r"^Vai trò của bạn"):
            act(make_user(Role.ADMINISTRATOR))


def test_a_verdict_changes_no_state():
    first, second = filed(LONG), filed(LONG)

    concluded(SimilarPair.objects.get(), make_user(Role.OFFICER), verdict="same")

    assert {one.state for one in Submission.objects.filter(pk__in=[first.pk, second.pk])} == {"submitted"}


def test_authors_are_pointed_to_published_results_and_earlier_lists_only():
    filed(LONG, title="Hồ sơ chưa công bố")
    published("Phiếu một cửa có mã vạch", LONG)
    past("Gom bốn quyển sổ thành một phiếu có mã", year=2018)
    similarity.index_waiting()
    draft = make_submission(nature=LONG, title="Gom bốn quyển sổ thành một phiếu có mã", **OWN)

    found = hints(draft)

    assert [(hint.unit_name, hint.year, hint.percent) for hint in found] == [
        ("Sở Cũ", 2018, "100"),
        ("Sở Công khai", 2024, "92"),
    ]
    assert "".join(piece.text for piece in found[1].summary if piece.number) == LONG.rstrip(".")
    assert [str(one) for one in found[1].sections] == ["Mô tả bản chất của sáng kiến"]


def test_what_a_published_dossier_keeps_to_itself_points_nobody_to_it():
    published("Tên không nói gì", "Tóm tắt ngắn không nói gì.", nature=LONG, confidential=OTHER)
    similarity.index_waiting()

    assert hints(make_submission(nature=LONG, confidential=OTHER, title="Của tôi", **OWN)) == []


def test_a_revoked_result_is_no_longer_shown_to_authors():
    result = published("Phiếu một cửa có mã vạch", LONG)
    similarity.index_waiting()
    draft = make_submission(nature=LONG, title="Của tôi", **OWN)
    before = len(hints(draft))

    result.revoked_at = clock.now()
    result.save()

    assert (before, hints(draft)) == (1, [])


def test_asking_takes_four_questions_whatever_the_length_of_the_index():
    for number in range(6):
        filed(f"{LONG} {number}", first_used_on=date(2025, 1, 1))
    one = filed(LONG)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = found_for(one)

    assert len(found) == 6
    assert len(asked) == 4  # how many texts, what is common, who shares most, their words
