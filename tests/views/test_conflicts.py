"""The office's pages of conflicts, and the author's page that names somebody."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.models.conflict import Conflict, Objection
from tests.factories import make_campaign, make_conflict, make_panel, make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


def colleagues(campaign=None):
    owner = make_user(Role.AUTHOR)
    dossier = make_submission(owner=owner, state="accepted", campaign=campaign or make_campaign())
    judge = make_user(Role.JUDGE, unit=owner.home_unit, full_name="Trần Thị Bình")
    make_panel(dossier.campaign, judge)
    return dossier, judge


def test_officer_answers_what_the_data_suggests_on_the_page_of_the_dossier(client, officer):
    dossier, judge = colleagues()
    page = reverse("office:dossier_conflicts", args=[dossier.code])
    assert "Hiện cùng công tác tại" in client.get(page).content.decode()

    typed = {"person": judge.pk, "kind": "unit", "seen": "", "verdict": "upheld", "reason": "Cùng phòng."}
    response = client.post(reverse("office:conflict_answer", args=[dossier.code]), typed)

    assert (response.status_code, response["Location"]) == (302, page)
    row = Conflict.objects.get()
    assert (row.person, row.kind, row.source, row.verdict) == (judge, "unit", "suggested", "upheld")


def test_a_refused_verdict_keeps_the_typed_reason(client, officer):
    dossier, judge = colleagues()
    row = make_conflict(dossier, judge, source="author", verdict="open")
    Conflict.objects.filter(pk=row.pk).update(
        verdict="dismissed", verdict_by=judge, verdict_at=row.declared_at
    )
    typed = {"row": row.pk, "seen": "open", "verdict": "upheld", "reason": "Lý do tôi vừa gõ."}
    text = client.post(reverse("office:conflict_answer", args=[dossier.code]), typed).content.decode()
    assert ("Lý do tôi vừa gõ." in text, "Đồng nghiệp vừa kết luận" in text) == (True, True)


def test_officer_notes_a_conflict_that_counts_at_once(client, officer):
    dossier, judge = colleagues()
    typed = {"person": judge.pk, "kind": "family", "reason": "Là vợ của tác giả."}
    client.post(reverse("office:dossier_conflicts", args=[dossier.code]), typed)
    assert Conflict.objects.barring().get().reason == "Là vợ của tác giả."


def test_nobody_finds_oneself_among_the_conflicts(client, officer):
    dossier, _judge = colleagues()
    make_conflict(dossier, officer, source="author", verdict="open", reason="Tác giả nói về thư ký.")
    for name in ("office:conflicts", "office:conflict_people"):
        assert "Tác giả nói về thư ký." not in client.get(reverse(name)).content.decode()
    assert client.get(reverse("office:dossier_conflicts", args=[dossier.code])).status_code == 200


@pytest.mark.parametrize("group", ["cho-ket-luan", "goi-y", "da-ket-luan"])
def test_the_desk_stays_within_its_queries(client, officer, django_assert_max_num_queries, group):
    campaign = make_campaign()
    for _ in range(4):
        dossier, judge = colleagues(campaign)
        make_conflict(dossier, judge, source="author", verdict="open")
        make_conflict(dossier, judge, kind="dispute")
    with django_assert_max_num_queries(12):
        client.get(reverse("office:conflicts"), {"nhom": group})


def test_the_page_by_person_and_the_page_of_a_dossier_stay_within_their_queries(
    client, officer, django_assert_max_num_queries
):
    campaign = make_campaign()
    for _ in range(3):
        dossier, judge = colleagues(campaign)
        make_conflict(dossier, judge, kind="dispute")
    with django_assert_max_num_queries(12):
        client.get(reverse("office:conflict_people"))
    with django_assert_max_num_queries(12):
        client.get(reverse("office:dossier_conflicts", args=[dossier.code]))


def test_author_names_somebody_and_learns_nothing_of_who_judges(client):
    dossier = make_submission(state="accepted")
    dossier.campaign.windows.filter(kind="judge").delete()
    client.force_login(dossier.owner)
    typed = {"name": "Không Ai Cả", "kind": "dispute", "reason": "Đang tranh chấp."}
    page = reverse("author:objections", args=[dossier.code])
    assert client.post(page, typed)["Location"] == page
    assert (Objection.objects.get().name, Conflict.objects.count()) == ("Không Ai Cả", 0)
