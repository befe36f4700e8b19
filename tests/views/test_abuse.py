"""Requests that no page of ours makes: more fields than the form has, rows of others, rights that have ended."""

import pytest
from django.urls import reverse

from campaign.models.submission import Authorship, Submission
from tests.browser_form import filled
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}
FIRST, SECOND = "tac_gia-0-", "tac_gia-1-"


@pytest.fixture
def draft(client):
    submission = make_submission(shares=(6000, 4000))
    client.force_login(submission.owner)
    return submission


def address(name, draft):
    return reverse(f"author:{name}", args=[draft.code])


def stored(draft):
    return Submission.objects.filter(pk=draft.pk).values().get()


def rows(draft):
    return list(Authorship.objects.filter(submission=draft).values())


def test_fields_that_the_form_does_not_have_change_nothing(client, draft):
    stranger, other = make_user(), make_campaign()
    before, people = stored(draft), rows(draft)
    forged = {
        "owner": stranger.pk,
        "state": "published",
        "unit": stranger.home_unit.pk,
        "endorsing_unit": stranger.home_unit.pk,
        "campaign": other.pk,
        "register_number": "0001/2026",
        "entered_by": stranger.pk,
        "code": "aaaaaaaaaa",
        "version": "99",
        "is_late": "on",
        "submitted_at": "2020-01-01",
        FIRST + "user": stranger.pk,
        SECOND + "user": stranger.pk,
        SECOND + "access": "edit",
        SECOND + "confirmed_at": "2026-01-01",
        SECOND + "confirmed_way": "paper",
        SECOND + "id": people[0]["id"],
    }

    told = client.post(
        address("autosave", draft), filled(client.get(address("edit", draft))) | forged, **JSON
    )

    assert (told.json()["state"], stored(draft), rows(draft)) == ("saved", before, people)


def test_a_strand_of_another_campaign_is_not_taken(client, draft):
    before, foreign = stored(draft), make_campaign().strands.get()
    fields = filled(client.get(address("edit", draft)), strand=str(foreign.pk))

    told = client.post(address("autosave", draft), fields, **JSON).json()

    assert (told["state"], [one["box"] for one in told["unsaved"]]) == ("partly", ["div_id_strand"])
    assert stored(draft) == before


def test_the_uid_of_a_row_elsewhere_reaches_no_row_there(client, draft):
    other = make_submission(state="submitted", shares=(5000, 5000))
    before, uid = rows(other), other.authorships.get(order=2).uid
    fields = filled(client.get(address("edit", draft)))
    fields |= {SECOND + "uid": uid, SECOND + "full_name": "Người lạ"}

    client.post(address("autosave", draft), fields, **JSON)

    mine = draft.authorships.get(uid=uid)
    assert (mine.full_name, mine.confirmed_at, mine.user) == ("Người lạ", None, None)
    assert rows(other) == before


def test_a_forged_mark_of_a_section_wins_nothing_over_a_later_text(client, draft):
    fields = filled(client.get(address("edit", draft)), nature="Bản cũ.")
    Submission.objects.filter(pk=draft.pk).update(nature="Bản mới của đồng tác giả.", version=9)

    told = client.post(address("autosave", draft), fields | {"tag-noi-dung": "x" * 64}, **JSON).json()

    assert (told["conflicts"], stored(draft)["nature"]) == (["noi-dung"], "Bản mới của đồng tác giả.")


@pytest.mark.parametrize(("access", "status"), [("view", 409), ("removed", 404)])
@pytest.mark.parametrize("page", ["edit", "autosave", "upload", "upload_start"])
def test_who_may_only_view_or_was_let_go_writes_nothing(client, draft, page, access, status):
    person = make_user()
    row = draft.authorships.get(order=2)
    Authorship.objects.filter(pk=row.pk).update(user=person, access="edit")
    client.force_login(person)
    fields = filled(client.get(address("edit", draft)), nature="Viết chui.")
    Authorship.objects.filter(pk=row.pk).update(
        **({"access": "view"} if access == "view" else {"user": None})
    )
    before = stored(draft)
    fields |= {"key": "a" * 32, "name": "a.pdf", "size": "9"} if page == "upload_start" else {}

    answer = client.post(address(page, draft), fields)

    assert answer.status_code == (422 if (page, access) == ("upload_start", "view") else status)
    assert (stored(draft), draft.uploads.count(), draft.attachments.count()) == (before, 0, 0)


@pytest.mark.parametrize("page", ["withdraw", "revive", "ask_shares", "submit", "copy"])
def test_a_co_author_who_may_edit_still_does_not_act_for_the_owner(client, draft, page):
    person = make_user()
    draft.authorships.filter(order=2).update(user=person, access="edit")
    client.force_login(person)
    before = stored(draft)

    client.post(address(page, draft), {"version": draft.version, "declared": "on"})

    assert (stored(draft), Submission.objects.count()) == (before, 1)


def test_the_way_back_from_a_refusal_never_leads_out_of_the_portal(client):
    filed = make_submission(state="submitted")
    client.force_login(filed.owner)

    answer = client.post(
        address("revive", filed), headers={"Referer": "http://testserver//lua.example/dang-nhap"}
    )

    assert (answer.status_code, answer.context["back_url"]) == (409, "/lua.example/dang-nhap")
