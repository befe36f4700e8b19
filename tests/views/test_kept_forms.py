"""Whatever stands between a person and the server, what was typed comes back to them and to nobody else."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.models.post import Post
from accounts.roles import Role
from campaign.actions import kept as acts
from campaign.models import clock
from campaign.models.writing import KeptForm
from tests.browser_form import filled
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
# Line ends, composed and decomposed letters, spaces at both ends, quotes, a tab and a sign beyond the first plane.
WORDS = "  Giải pháp đã áp dụng ở 3 phường;\r\n\r\n“tiết kiệm” 12,5 % & <nhanh hơn>\tHo\u0300a \U0001f4dd  "
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def unit():
    return make_unit("Phòng Kinh tế")


@pytest.fixture
def head(unit):
    return make_user(Role.UNIT_HEAD, unit=unit, full_name="Lê Thị Cúc")


@pytest.fixture
def dossier(unit):
    return make_submission(campaign=make_campaign(), owner=make_user(unit=unit), state="submitted")


@pytest.fixture
def page(dossier):
    return reverse("unit:detail", args=[dossier.code])


@pytest.fixture
def decide(dossier):
    return reverse("unit:decide", args=[dossier.code])


def opened(client, user, page, **typed):
    """The fields that this person's browser would send from the page."""
    client.force_login(user)
    return filled(client.get(page), **{"comment": WORDS, "rank_in_unit": "ba", **typed})


def comment_of(page):
    return filled(page)["comment"]


def kept():
    return {row.owner.full_name: row.fields["comment"][0] for row in KeptForm.objects.select_related("owner")}


def test_after_the_session_has_ended_the_same_text_stands_in_the_form(client, head, page, decide):
    typed = opened(client, head, page)
    Session.objects.all().delete()

    answer = client.post(decide, typed, follow=True)
    signing_in = answer.redirect_chain[-1][0]
    client.force_login(head)
    again = client.get(page)

    assert signing_in == f"{reverse('account_login')}?next={page.replace('/', '%2F')}"
    assert "Nội dung bạn vừa nhập được giữ nguyên" in answer.content.decode()
    assert (comment_of(again), filled(again)["rank_in_unit"]) == (WORDS, "ba")
    assert "Đã lấy lại nội dung nhập dở" in again.content.decode()
    assert "is-invalid" not in again.content.decode()


def test_what_could_not_be_kept_is_not_said_to_be(client, head, page, decide, monkeypatch):
    typed = opened(client, head, page)
    Session.objects.all().delete()
    monkeypatch.setattr(acts, "LARGEST", 10)

    answer = client.post(decide, typed, follow=True).content.decode()

    assert ("được giữ nguyên" in answer, "chưa giữ được trên máy chủ" in answer, kept()) == (False, True, {})


def test_a_form_sent_from_another_account_writes_nothing_there_and_is_kept_for_its_own(
    client, head, page, decide, dossier, unit
):
    other = make_user(Role.UNIT_HEAD, unit=unit, full_name="Trần Văn Dũng")
    typed = opened(client, head, page, outcome="endorsed", rank_in_unit="")
    client.force_login(other)

    answer = client.post(decide, typed)
    dossier.refresh_from_db()

    assert (answer.status_code, dossier.state, kept()) == (409, "submitted", {"Lê Thị Cúc": WORDS})
    assert comment_of(client.get(page)) == ""


def test_a_stale_token_gives_the_text_back_and_keeps_it(head, page, decide):
    client = Client(enforce_csrf_checks=True)
    typed = opened(client, head, page)

    answer = client.post(decide, typed | {"csrfmiddlewaretoken": "x" * 64})

    assert (answer.status_code, kept()) == (403, {"Lê Thị Cúc": WORDS})
    assert f'href="{page}"' in answer.content.decode()


def test_after_the_role_was_lost_the_text_can_still_be_read(client, head, page, decide):
    typed = opened(client, head, page)
    Post.objects.filter(user=head).delete()

    answer = client.post(decide, typed)
    listed = client.get(reverse("kept")).content.decode()

    assert (answer.status_code, kept()) == (404, {"Lê Thị Cúc": WORDS})
    assert reverse("kept") in answer.content.decode()
    assert "&lt;nhanh hơn&gt;" in listed


def test_a_refused_form_is_kept_as_it_was_typed(client, head, page, decide, dossier):
    typed = opened(client, head, page, outcome="endorsed", rank_in_unit="", version="0-1")

    answer = client.post(decide, typed)

    assert (answer.status_code, kept()) == (200, {"Lê Thị Cúc": WORDS})
    assert comment_of(answer) == WORDS
    assert "Đã lấy lại nội dung nhập dở" not in answer.content.decode()


def test_a_server_error_keeps_the_text(client, head, page, decide, monkeypatch):
    typed = opened(client, head, page, outcome="endorsed", rank_in_unit="")
    monkeypatch.setattr("campaign.views.endorser.endorsement.give_opinion", broken)
    client.raise_request_exception = False

    answer = client.post(decide, typed)

    assert (answer.status_code, kept()) == (500, {"Lê Thị Cúc": WORDS})
    assert reverse("kept") in answer.content.decode()


def broken(*args, **kwargs):
    raise ValueError


def test_what_was_sent_is_forgotten(client, head, page, decide, dossier):
    typed = opened(client, head, page, outcome="endorsed", rank_in_unit="")
    client.post(reverse("keep"), typed, **JSON)

    answer = client.post(decide, typed)
    dossier.refresh_from_db()

    assert (answer.status_code, dossier.state, kept()) == (302, "endorsed", {})


def test_a_forced_change_of_password_is_not_taken_for_a_save(client, head, page, decide):
    typed = opened(client, head, page, outcome="endorsed", rank_in_unit="")
    type(head).objects.filter(pk=head.pk).update(must_change_password=True)

    answer = client.post(decide, typed)

    assert (answer.url, kept()) == (reverse("account_change_password"), {"Lê Thị Cúc": WORDS})


def test_an_autosave_that_comes_late_does_not_bring_a_sent_text_back(client, head, page, decide):
    typed = opened(client, head, page, outcome="endorsed", rank_in_unit="")
    client.post(decide, typed)

    answer = client.post(reverse("keep"), typed, **JSON)

    assert (answer.json(), kept()) == ({"state": "finished"}, {})


def test_an_autosave_tells_when_it_was_kept(client, head, page):
    typed = opened(client, head, page)

    answer = client.post(reverse("keep"), typed, **JSON).json()

    moment = KeptForm.objects.get().saved_at
    shown = moment.astimezone(clock.VIETNAM).strftime("%H:%M:%S")
    assert answer == {"state": "kept", "at": shown, "at_iso": moment.isoformat()}
    assert comment_of(client.get(page)) == WORDS


@pytest.mark.parametrize(("signed_in", "state"), [(False, "signed_out"), (True, "other_account")])
def test_an_autosave_without_the_own_session_is_kept_and_says_so(client, head, page, signed_in, state):
    typed = opened(client, head, page)
    client.logout()
    if signed_in:
        client.force_login(make_user(full_name="Trần Văn Dũng"))

    answer = client.post(reverse("keep"), typed, **JSON)

    sign_in = f"{reverse('account_login')}?next={page.replace('/', '%2F')}"
    assert (answer.status_code, answer.json()) == (401, {"state": state, "sign_in": sign_in, "kept": True})
    assert kept() == {"Lê Thị Cúc": WORDS}


def test_an_autosave_with_a_stale_token_gets_a_fresh_one(head, page):
    client = Client(enforce_csrf_checks=True)
    typed = opened(client, head, page)

    signed_out = Client().get(reverse("keep_token"))
    stale = client.post(reverse("keep"), typed | {"csrfmiddlewaretoken": "x" * 64}, **JSON)
    fresh = client.get(reverse("keep_token"), **JSON).json()
    again = client.post(reverse("keep"), typed | {"csrfmiddlewaretoken": fresh["token"]}, **JSON)

    assert (signed_out.status_code, signed_out.json()["state"]) == (401, "signed_out")
    assert (stale.status_code, stale.json(), fresh["account"]) == (403, {"state": "stale_token"}, head.pk)
    assert (again.status_code, again.json()["state"]) == (200, "kept")


def test_a_forged_mark_keeps_nothing(client, head, page):
    typed = opened(client, head, page)
    mark = typed["typed_for"]
    forged = signing.dumps([head.pk, "unit:decide/x", "", page, "p", ""], salt="another")

    answers = [
        client.post(reverse("keep"), typed | {"typed_for": wrong}, **JSON).status_code
        for wrong in ("", "x", mark[:-1], mark + "a", forged, signing.dumps("x", salt=acts.SALT))
    ]

    assert (answers, kept()) == ([400] * 6, {})


def test_secrets_are_not_kept(client, head, page):
    typed = opened(client, head, page, password="bí mật", old_password="bí mật")

    client.post(reverse("keep"), typed, **JSON)

    assert "bí mật" not in json.dumps(KeptForm.objects.get().fields, ensure_ascii=False)
    assert typed["typed_for"] not in json.dumps(KeptForm.objects.get().fields)


def test_nobody_reads_or_discards_what_another_typed(client, head, page, unit):
    typed = opened(client, head, page)
    client.post(reverse("keep"), typed, **JSON)
    row = KeptForm.objects.get()
    client.force_login(make_user(Role.UNIT_HEAD, Role.ADMINISTRATOR, unit=unit))

    listed = client.get(reverse("kept")).content.decode()
    client.post(reverse("kept_forget", args=[row.pk]))

    assert ("nhanh hơn" in listed, comment_of(client.get(page)), kept()) == (False, "", {"Lê Thị Cúc": WORDS})


def test_the_writer_may_throw_it_away_and_the_form_is_as_saved(client, head, page):
    typed = opened(client, head, page)
    client.post(reverse("keep"), typed, **JSON)

    answer = client.post(reverse("kept_forget", args=[KeptForm.objects.get().pk]), {"form": "1"})

    assert (answer.url, comment_of(client.get(page)), kept()) == (page, "", {})


def test_two_windows_of_one_form_lose_nothing_to_each_other(client, head, page):
    first = opened(client, head, page, comment="Viết ở cửa sổ thứ nhất")
    second = opened(client, head, page, comment="Viết ở cửa sổ thứ hai")
    for typed in (first, second, first | {"comment": "Viết tiếp ở cửa sổ thứ nhất"}):
        client.post(reverse("keep"), typed, **JSON)

    texts = sorted(row.fields["comment"][0] for row in KeptForm.objects.all())

    assert texts == ["Viết tiếp ở cửa sổ thứ nhất", "Viết ở cửa sổ thứ hai"]
    assert comment_of(client.get(page)) == "Viết tiếp ở cửa sổ thứ nhất"


def test_a_text_beyond_the_bound_is_refused_and_the_one_before_it_stays(client, head, page, monkeypatch):
    typed = opened(client, head, page)
    client.post(reverse("keep"), typed, **JSON)
    monkeypatch.setattr(acts, "LARGEST", 2000)

    answer = client.post(reverse("keep"), typed | {"comment": "ă" * 2001}, **JSON)

    assert (answer.status_code, answer.json()["state"]) == (413, "too_large")
    assert kept() == {"Lê Thị Cúc": WORDS}


@pytest.mark.parametrize("number", [1, 15])
def test_the_list_costs_the_same_however_many(client, head, django_assert_num_queries, number):
    for each in range(number):
        acts.keep(head, f"unit:decide/{each}", "Ý kiến", "/", {"comment": ["Chữ"]})
    client.force_login(head)

    with django_assert_num_queries(4):
        client.get(reverse("kept"))


def test_keeping_costs_few_queries(client, head, page, django_assert_max_num_queries):
    typed = opened(client, head, page)

    with django_assert_max_num_queries(9):
        client.post(reverse("keep"), typed, **JSON)
