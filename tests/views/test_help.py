"""The help pages: pictures that exist, links that lead somewhere, questions that an administrator writes."""

import io
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from PIL import Image
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions.help import remove_question, save_question, take_standard_questions
from campaign.actions.refused import Refused
from campaign.documents.guides import GUIDES, OF_AREA, OF_PAGE, place_of
from campaign.models.help import HelpQuestion
from campaign.rules.standard_questions import STANDARD
from tests.factories import make_campaign, make_user

pytestmark = pytest.mark.django_db
SECTIONS = [section for guide in GUIDES.values() for section in guide.sections]
FACTS = {"order": 1, "section": "Hồ sơ", "question": "Nộp ở đâu?", "answer": "Trên cổng này."}
PICTURES = settings.BASE_DIR / "static" / "help"


def test_every_picture_of_a_guide_exists_is_small_and_has_the_size_that_is_said():
    pictures = [section.picture for section in SECTIONS if section.picture]
    for picture in pictures:
        path = settings.BASE_DIR / "static" / picture.file
        with Image.open(path) as image:
            assert (picture.name, image.size) == (picture.name, (picture.width, picture.height))
        assert (picture.name, path.stat().st_size <= 60_000) == (picture.name, True)
        assert len(str(picture.alt)) > 20
    assert {path.stem for path in PICTURES.iterdir()} == {picture.name for picture in pictures}


def test_every_link_of_a_guide_leads_to_a_page():
    for section in SECTIONS:
        for link in section.links:
            assert reverse(link.page).startswith("/")


def test_every_help_link_opens_a_section_of_its_guide():
    named = {
        f"{space}:{name}"
        for space, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }
    assert set(OF_PAGE) <= named
    for page in [*OF_PAGE, *(f"{area}:any" for area in OF_AREA)]:
        guide, anchor = place_of(page)
        assert anchor in [section.anchor for section in guide.sections]


def test_anchors_of_a_guide_differ():
    for guide in GUIDES.values():
        anchors = [section.anchor for section in guide.sections]
        assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("role", list(GUIDES))
def test_a_guide_shows_its_pictures_late_and_asks_few_questions(client, role):
    make_campaign()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("public:guide", args=[role])).content.decode()
    pictures = re.findall(r"<img [^>]*>", page)
    assert all('loading="lazy"' in one and 'width="' in one and 'alt="' in one for one in pictures)
    assert (len(queries) <= 4, len(page) < 40_000) == (True, True)


def test_a_signed_in_page_leads_to_the_section_of_its_guide(client):
    client.force_login(make_user())
    page = client.get(reverse("author:list")).content.decode()
    assert f'href="{reverse("public:guide", args=["tac-gia"])}#viet-ho-so"' in page


def test_the_standard_questions_are_shown_until_there_are_own_ones(client):
    address, administrator = reverse("public:help"), make_user(Role.ADMINISTRATOR)
    assert str(STANDARD[0][1]) in client.get(address).content.decode()
    save_question(None, by=administrator, **FACTS)
    page = client.get(address).content.decode()
    assert ("Nộp ở đâu?" in page, str(STANDARD[0][1]) in page) == (True, False)


def test_the_standard_questions_are_taken_once():
    administrator = make_user(Role.ADMINISTRATOR)
    for _press in range(2):
        take_standard_questions(by=administrator)
    assert HelpQuestion.objects.count() == len(STANDARD)


def test_a_question_that_was_taken_out_is_not_saved_over():
    administrator = make_user(Role.ADMINISTRATOR)
    row = save_question(None, by=administrator, **FACTS)
    remove_question(HelpQuestion.objects.get(pk=row.pk), by=administrator)
    with pytest.raises(Refused):
        save_question(row, by=administrator, **FACTS)


def test_an_officer_writes_no_questions(client):
    with pytest.raises(Refused):
        save_question(None, by=make_user(Role.OFFICER), **FACTS)


def test_an_administrator_adds_changes_and_removes_a_question(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    client.post(reverse("setup:help_question_new"), FACTS)
    row = HelpQuestion.objects.get()
    client.post(reverse("setup:help_question", args=[row.pk]), FACTS | {"answer": "Ở đây."})
    assert HelpQuestion.objects.get().answer == "Ở đây."
    assert "Ở đây." in client.get(reverse("setup:help_questions")).content.decode()
    client.post(reverse("setup:help_question_remove", args=[row.pk]))
    assert HelpQuestion.objects.count() == 0


def test_the_leaflet_says_the_same_on_page_and_paper(client):
    campaign = make_campaign(contact="Phòng Nội vụ, 0291 000 000", who_may_enter="Mọi người lao động.")
    page = client.get(reverse("public:leaflet"))
    paper = client.get(reverse("public:leaflet_pdf"))
    pages = PdfReader(io.BytesIO(paper.content)).pages
    text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in pages))
    shown = page.context["leaflet"]
    assert len(pages) == 2
    for words in (shown.deadline, *shown.who, *shown.contact, campaign.title):
        assert words in text
        assert words in page.content.decode()
