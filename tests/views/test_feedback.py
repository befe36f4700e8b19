"""What authors see of the judging: nothing at all before the release, then only the own facts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions.feedback import edit_comment, release
from campaign.documents.feedback import rehearsal
from campaign.models import clock
from campaign.models.feedback import ReleasedFeedback
from campaign.models.judging import CombinedScore
from campaign.models.submission import Submission
from tests.access.crawl import plain
from tests.factories import make_user
from tests.marks import make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def decision():
    return make_published()


def dossiers_of(decision):
    return list(Submission.objects.filter(awards__decision=decision).order_by("pk"))


def send(decision, officer):
    return release(decision, by=officer, seen=rehearsal(decision, officer).seen)


def read(client, dossier, moment):
    client.force_login(dossier.owner)
    with clock.at(moment):
        return plain(client.get(reverse("author:detail", args=[dossier.code])).content.decode())


def test_until_the_release_an_authors_pages_do_not_change_by_a_byte(client, decision, officer):
    """Two worlds: one with marks and a comment of one kind, one with others."""
    dossier, moment = dossiers_of(decision)[0], clock.now()
    first = read(client, dossier, moment)

    edit_comment(dossier, by=officer, text="Bí mật Zq77.", version=0)
    CombinedScore.objects.update(total=99, criterion_means={"novelty": "39"}, level_label="Loại A")

    assert read(client, dossier, moment) == first


def test_after_the_release_every_author_reads_the_own_comment_and_no_other(client, decision, officer):
    own, other, _ = dossiers_of(decision)
    edit_comment(own, by=officer, text="Riêng Zq77.", version=0)
    edit_comment(other, by=officer, text="Khác Zq88.", version=0)

    send(decision, officer)

    text = read(client, own, clock.now())
    assert ("Riêng Zq77." in text, "Zq88" in text) == (True, False)
    assert "Điểm trung bình theo từng tiêu chí" in text


def test_no_judge_and_no_single_sheet_stands_on_the_authors_page(client, decision, officer):
    send(decision, officer)

    text = read(client, dossiers_of(decision)[0], clock.now())

    assert [
        name
        for name in User.objects.values_list("full_name", flat=True)
        if "Giám Khảo" in name
        if name in text
    ] == []
    assert "Ý kiến riêng" not in text


def test_no_other_register_number_is_told(client, decision, officer):
    send(decision, officer)
    first, *others = dossiers_of(decision)

    facts = str(ReleasedFeedback.objects.get(submission=first).facts)

    assert [one.register_number for one in others if one.register_number in facts] == []


def test_the_authors_page_pays_one_question_for_it(client, decision, officer):
    dossier = dossiers_of(decision)[0]
    client.force_login(dossier.owner)
    address = reverse("author:detail", args=[dossier.code])
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    send(decision, officer)

    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before)


def test_the_rehearsal_counts_and_changes_nothing(client, decision, officer):
    edit_comment(dossiers_of(decision)[0], by=officer, text="Tốt.", version=0)
    client.force_login(officer)

    with CaptureQueriesContext(connection) as asked:
        text = client.get(reverse("office:feedback", args=[decision.pk])).content.decode()

    assert len(asked) <= 12
    assert text.count("Chưa có") == 2
    assert not ReleasedFeedback.objects.exists()


def test_the_button_releases_and_then_stands_no_more(client, decision, officer):
    client.force_login(officer)
    address = reverse("office:feedback", args=[decision.pk])

    done = client.post(address, {"seen": rehearsal(decision, officer).seen})

    assert done.status_code == 302
    text = client.get(address).content.decode()
    assert ("Đã gửi cho mọi tác giả" in text, 'name="seen"' in text) == (True, False)


def test_the_officer_reads_the_judges_words_without_their_names(client, decision, officer):
    dossier = dossiers_of(decision)[0]
    client.force_login(officer)

    with CaptureQueriesContext(connection) as asked:
        text = client.get(reverse("office:author_comment", args=[dossier.code])).content.decode()

    assert len(asked) <= 12
    assert "Ý kiến riêng 0" in text
    assert "Lê Giám Khảo" not in text


def test_a_refused_comment_comes_back_as_it_was_typed(client, decision, officer):
    dossier = dossiers_of(decision)[0]
    client.force_login(officer)
    address = reverse("office:author_comment", args=[dossier.code])

    text = client.post(address, {"text": "Bà Lê Giám Khảo 1 nói hay.", "version": 0}).content.decode()

    assert "Ý kiến có họ tên giám khảo" in text
    assert "Bà Lê Giám Khảo 1 nói hay." in text
