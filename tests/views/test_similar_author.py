"""What an author reads of similar texts: published words, and never the dossier of anybody else."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import similarity
from tests.factories import make_submission, make_user
from tests.rules.test_similarity import LONG
from tests.similar_texts import OWN, filed, published
from tests.views.test_similar import SECRET, marks, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    author = make_user(Role.AUTHOR)
    client.force_login(author)
    return author


def hints_page(draft):
    return reverse("author:similar", args=[draft.code])


def test_an_author_reads_what_is_published_with_the_passages_marked(client, author):
    published("Phiếu một cửa có mã vạch", f"{LONG} Một câu khác hẳn.")
    similarity.index_waiting()
    draft = make_submission(owner=author, nature=LONG, title="Của tôi", **OWN)

    html = text_of(client.get(hints_page(draft)))

    assert "Phiếu một cửa có mã vạch" in html
    assert "Sở Công khai" in html
    assert marks(html) == [LONG.rstrip(".")]


def test_an_author_never_meets_the_dossiers_of_others_or_how_many_there_are(client, author):
    draft = make_submission(owner=author, nature=LONG, confidential=SECRET, title="Của tôi", **OWN)
    bare = text_of(client.get(hints_page(draft)))

    for number in range(3):
        filed(LONG, title=f"Hồ sơ người khác {number}", confidential=SECRET)
    decided = published("Tên không nói gì", "Tóm tắt không nói gì.", nature=LONG, confidential=SECRET)
    similarity.index_waiting()
    html = text_of(client.get(hints_page(draft)))

    strip = re.compile(r'csrfmiddlewaretoken" value="\w+"|\b[0-9A-F]{8}\b|nonce-\S+')
    assert strip.sub("", html) == strip.sub("", bare)
    assert decided.title not in html


def test_a_confidential_part_is_on_no_page_of_other_authors_though_it_matches(client, author):
    published("Gạch không nung", LONG, confidential=SECRET)
    similarity.index_waiting()
    draft = make_submission(owner=author, nature=f"{SECRET}. {LONG}", title="Của tôi", **OWN)

    html = text_of(client.get(hints_page(draft)))

    assert "Gạch không nung" in html
    assert "tro trấu" not in html


def test_only_the_authors_of_a_dossier_ask_for_its_hints(client, author):
    stranger = make_submission(nature=LONG)

    assert client.get(hints_page(stranger)).status_code == 404


def test_the_editor_fetches_the_short_form_only(client, author):
    draft = make_submission(owner=author, nature=LONG)

    html = text_of(client.get(hints_page(draft), headers={"HX-Request": "true"}))

    assert "<html" not in html
    assert "Chưa thấy sáng kiến đã công nhận nào gần giống bản đã lưu." in html
    assert f'hx-get="{hints_page(draft)}"' in text_of(client.get(reverse("author:edit", args=[draft.code])))


def test_an_authors_page_costs_the_same_whatever_there_is_to_find(
    client, author, django_assert_max_num_queries
):
    for number in range(4):
        published(f"Phiếu một cửa {number}", f"{LONG} {number}")
    similarity.index_waiting()
    draft = make_submission(owner=author, nature=LONG, title="Của tôi", **OWN)
    client.get(hints_page(draft))

    with django_assert_max_num_queries(12):
        response = client.get(hints_page(draft))

    assert len(response.context["hints"]) == 4
