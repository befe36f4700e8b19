"""Every page for everybody is valid HTML (the parser of the WHATWG standard finds no error) and light on a phone."""

import gzip
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from tinyhtml5.parser import HTMLParser

from tests.access import crawl, table
from tests.access.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST_BYTES = 12_000
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """By address, the bytes of each HTML page that a stranger may open, with results, news and stories to show."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        world = build("published")
        asked = [one for one in crawl.targets(world) if table.EVERYTHING[one.name] == table.PUBLIC]
        found = {one.path: Client().get(one.path) for one in asked if one.name in table.OPEN_TO}
        yield {path: answer.content for path, answer in found.items() if is_page(answer)}
        transaction.set_rollback(True)


def is_page(answer):
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def parsed(content):
    parser = HTMLParser()
    tree = parser.parse(content.decode())
    return parser.errors, tree


def test_no_page_has_an_error_of_syntax(answers):
    errors = {path: parsed(content)[0] for path, content in answers.items()}

    assert len(answers) > 15
    assert {path: found for path, found in errors.items() if found} == {}


def test_no_page_says_an_id_twice_or_leaves_a_picture_without_words(answers):
    wrong = {}
    for path, content in answers.items():
        nodes = list(parsed(content)[1].iter())
        ids = Counter(node.get("id") for node in nodes if node.get("id"))
        pictures = [node for node in nodes if node.tag == f"{NAMESPACE}img"]
        wrong[path] = [name for name, times in ids.items() if times > 1]
        wrong[path] += [one.get("src") for one in pictures if one.get("alt") is None]
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_page_of_broken_html_is_noticed():
    broken = '<!doctype html><title>a</title><p id="x"><div></p><img src="a"><b><i></b></i>'
    assert [error[1] for error in parsed(broken.encode())[0]][:1] == ["unexpected-end-tag"]


def test_the_page_itself_takes_little_of_the_line(answers):
    heavy = {path: len(gzip.compress(content)) for path, content in answers.items()}
    assert {path: size for path, size in heavy.items() if size > MOST_BYTES} == {}
