"""Similar texts on the pages of officers: side by side, remembered, and nothing for whom it is not."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import similarity
from campaign.models.similarity import SimilarPair
from campaign.models.submission import Authorship, Submission
from tests.factories import make_assignment, make_user
from tests.rules.test_similarity import LONG, OTHER
from tests.similar_texts import filed, past

pytestmark = pytest.mark.django_db
SECRET = "Công thức giữ kín gồm ba phần bột đá, hai phần tro trấu và một phần nhựa thông nấu chảy"


@pytest.fixture
def officer(client):
    officer = make_user(Role.OFFICER)
    client.force_login(officer)
    return officer


def check(dossier):
    return reverse("office:check", args=[dossier.code])


def side_by_side(dossier, pair=None):
    return reverse("office:similar", args=[dossier.code, (pair or SimilarPair.objects.get()).pk])


def typed(**changes):
    return {"version": "-", "verdict": "derived", "reason": "Có thêm khâu quét mã."} | changes


def shown(response):
    return [(line.title, line.percent, str(line.label)) for line in response.context["similar"].lines]


def marks(html):
    return [re.sub(r"\s+", " ", mark) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)]


def text_of(response):
    return response.content.decode()


def test_the_check_lists_what_is_similar_from_both_sides(client, officer):
    first, second = filed(LONG, title="Bản đầu"), filed(LONG, title="Bản sau")

    seen = [shown(client.get(check(dossier))) for dossier in (first, second)]

    assert seen == [[("Bản sau", "97", "Trùng nhiều")], [("Bản đầu", "97", "Trùng nhiều")]]


def test_the_top_of_the_check_leads_to_what_is_similar(client, officer):
    first, other = filed(LONG), filed(OTHER)
    filed(LONG)

    pages = [text_of(client.get(check(dossier))) for dossier in (first, other)]

    tops = [html.partition('id="tuong-tu"')[0] for html in pages]
    assert [top.count('href="#tuong-tu"') for top in tops] == [1, 0]


def test_the_check_says_when_the_comparison_is_still_to_come(client, officer):
    dossier = filed(LONG, index=False)
    similarity.note_dossier(dossier)

    before = text_of(client.get(check(dossier)))
    similarity.index_waiting()
    after = text_of(client.get(check(dossier)))

    waiting, nothing = "đang được so sánh", "Không thấy hồ sơ hay sáng kiến trước đây nào gần giống"
    assert [(waiting in html, nothing in html) for html in (before, after)] == [(True, False), (False, True)]


def test_both_texts_stand_side_by_side_with_the_copied_sentence_marked(client, officer):
    sentence = LONG.split(". ")[1]
    first, second = filed(LONG), filed(f"{sentence}. {sentence}. {OTHER}")

    html = text_of(client.get(side_by_side(second)))

    assert marks(html) == [sentence, sentence]
    assert 'id="a-1"' in html
    assert 'href="#b-1"' in html
    assert html.index(second.register_number) < html.index(first.register_number)


def test_what_was_typed_is_shown_as_text(client, officer):
    hostile = "<script>alert(1)</script>"
    filed(f"{hostile} {LONG}")
    second = filed(f"{LONG} {hostile}", title=f"Tên {hostile}")

    html = text_of(client.get(side_by_side(second)))

    assert hostile not in html
    assert html.count("&lt;script&gt;") > 0


def test_a_verdict_is_shown_with_its_reason_on_both_dossiers(client, officer):
    first, second = filed(LONG), filed(LONG)

    response = client.post(side_by_side(second), typed(), follow=True)

    assert response.redirect_chain == [(check(second), 302)]
    for dossier in (first, second):
        line = client.get(check(dossier)).context["similar"].lines[0]
        assert str(line.conclusion.label) == "Phát triển từ giải pháp kia, có điểm mới"
        assert line.conclusion.reason == "Có thêm khâu quét mã."
        assert line.conclusion.by.startswith(officer.full_name)


def test_a_second_officer_reads_the_first_verdict_and_keeps_the_own_words(client, officer):
    second = [filed(LONG), filed(LONG)][1]
    colleague = make_user(Role.OFFICER, full_name="Trần Thị Bình")
    similarity.conclude(
        SimilarPair.objects.get(), by=colleague, verdict="same", reason="Chép nguyên văn.", shown="-"
    )

    response = client.post(side_by_side(second), typed())

    html = text_of(response)
    assert "Trần Thị Bình vừa ghi kết luận" in html
    assert "Chép nguyên văn." in html
    assert "Có thêm khâu quét mã.</textarea>" in html
    again = client.post(side_by_side(second), typed(version=response.context["form"]["version"].value()))
    assert again.status_code == 302
    assert SimilarPair.objects.get().verdict == "derived"


def test_a_verdict_without_a_reason_comes_back_with_the_choice(client, officer):
    second = [filed(LONG), filed(LONG)][1]

    html = text_of(client.post(side_by_side(second), typed(reason=" ")))

    assert re.search(r'value="derived"[^>]*checked', html)
    assert SimilarPair.objects.get().verdict == ""


def test_other_office_roles_read_but_do_not_conclude(client):
    second = [filed(LONG), filed(LONG)][1]
    client.force_login(make_user(Role.CHAIR))

    assert client.get(side_by_side(second)).context["form"] is None
    assert client.post(side_by_side(second), typed()).status_code == 200
    assert client.post(reverse("office:compare", args=[second.code])).status_code == 409
    assert SimilarPair.objects.get().verdict == ""


@pytest.mark.parametrize("tie", ["owner", "author", "judge"])
@pytest.mark.parametrize("own", [0, 1])
def test_who_has_a_part_in_one_dossier_meets_no_pair_in_either_direction(client, officer, tie, own):
    dossiers = filed(LONG, title="Bản đầu"), filed(LONG, title="Bản sau")
    mine, other = dossiers[own], dossiers[1 - own]
    if tie == "owner":
        Submission.objects.filter(pk=mine.pk).update(owner=officer)
    elif tie == "author":
        Authorship.objects.filter(submission=mine).update(user=officer)
    else:
        for state in ("endorsed", "accepted", "assigned", "judging"):
            Submission.objects.filter(pk=mine.pk).update(state=state)
        make_assignment(mine, officer)

    page = client.get(check(other))

    assert shown(page) == []
    assert "Bản đầu" not in text_of(page) or other.title == "Bản đầu"
    assert mine.register_number not in text_of(page)
    assert [client.get(side_by_side(one)).status_code for one in (mine, other)] == [404, 404]
    assert client.post(side_by_side(other), typed()).status_code == 404


def test_a_dossier_that_its_author_took_back_makes_no_pair(client, officer):
    first, second = filed(LONG), filed(LONG)
    for state in ("withdrawn", "draft"):
        Submission.objects.filter(pk=first.pk).update(state=state)

    assert shown(client.get(check(second))) == []
    assert client.get(side_by_side(second)).status_code == 404


def test_a_pair_of_other_dossiers_has_no_page_under_this_one(client, officer):
    filed(LONG), filed(LONG)
    stranger = filed(OTHER, title="Cách khác hẳn")

    assert client.get(side_by_side(stranger)).status_code == 404


def test_comparing_again_finds_a_list_that_came_later(client, officer):
    dossier = filed(LONG, title="Cải tiến quy trình thu gom rác thải sinh hoạt")
    old = past("Cải tiến qui trình thu gom rác thải sinh hoạt")
    similarity.index_waiting()

    before = shown(client.get(check(dossier)))
    response = client.post(reverse("office:compare", args=[dossier.code]), follow=True)

    assert (before, shown(response)) == ([], [(old.title, "100", "Tên gần giống")])
    assert "Đã so sánh lại: 1 nội dung gần giống." in text_of(response)
    html = text_of(client.get(side_by_side(dossier)))
    assert marks(html) == [dossier.title, old.title]


def test_the_pages_cost_the_same_whatever_the_number_of_pairs(client, officer):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(check(last))
        return len(asked)

    last = [filed(LONG), filed(LONG)][1]
    client.get(check(last))
    few = questions()
    for _ in range(4):
        filed(LONG)
    pair = SimilarPair.objects.of(last).first()

    assert questions() == few <= 16
    with CaptureQueriesContext(connection) as asked:
        client.get(side_by_side(last, pair))
    assert len(asked) <= 12


def test_the_officer_reads_that_a_confidential_part_was_copied(client, officer):
    first = filed(OTHER, title="Gạch không nung", confidential=f"{SECRET} {LONG}")
    second = filed(f"{SECRET} {LONG}", title="Gạch mới")

    html = text_of(client.get(side_by_side(second)))

    assert shown(client.get(check(first)))[0][0] == "Gạch mới"
    assert marks(html) == [f"{SECRET} {LONG}".rstrip(".")] * 2
    assert html.count('class="stack-s confidential"') == 1
