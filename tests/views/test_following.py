"""The bell, the ways of mail, questions, appeals and the own data, as people meet them in the browser."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import voices
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.following import Appeal, DataRequest, Feedback, MailPreference, Notice
from campaign.models.submission import Submission
from campaign.notifications.unsubscribe import token_for
from campaign.rules.appeals import USUAL_GROUNDS
from tests.factories import PASSWORD, make_assignment, make_submission, make_user

pytestmark = pytest.mark.django_db


def make_notices(reader, number, **extra):
    now = clock.now()
    return [
        Notice.objects.create(
            key=f"{reader.pk}:{one}", reader=reader, event="accepted", text=f"Tin {one}", made_at=now, **extra
        )
        for one in range(number)
    ]


def test_the_bell_counts_the_readers_own_unread_notices(client):
    reader = make_user()
    make_notices(reader, 2)
    make_notices(make_user(), 3)
    make_notices(make_user(), 1)
    client.force_login(reader)

    page = client.get(reverse("author:list"))

    assert page.context["unread"] == 2
    assert '<span class="visually-hidden">chưa đọc:</span> 2' in page.content.decode()


def test_notices_cost_as_many_queries_as_none(client, django_assert_max_num_queries):
    reader = make_user()
    make_notices(reader, 45)
    client.force_login(reader)

    with django_assert_max_num_queries(5):
        page = client.get(reverse("notices"))

    assert len(page.context["lines"]) == 20


def test_reading_takes_a_post_and_leaves_what_came_meanwhile(client):
    reader = make_user()
    older, shown, newer = make_notices(reader, 3)
    client.force_login(reader)

    client.get(reverse("notices"))
    untouched = Notice.objects.unread().count()
    client.post(reverse("notices_read"), {"until": shown.pk})

    assert (untouched, list(Notice.objects.unread())) == (3, [newer])
    assert older.key != newer.key


@pytest.mark.parametrize("until", ["", "x", "9" * 30, "-1", "²"])
def test_a_senseless_mark_reads_nothing(client, until):
    reader = make_user()
    make_notices(reader, 1)
    client.force_login(reader)

    client.post(reverse("notices_read"), {"until": until})

    assert Notice.objects.unread().count() == 1


def test_a_notice_of_another_answers_like_none(client):
    (other,) = make_notices(make_user(), 1)
    client.force_login(make_user())

    assert client.post(reverse("notice_read", args=[other.pk])).status_code == 404
    assert Notice.objects.unread().count() == 1


def test_who_marks_a_dossier_blind_finds_no_old_notice_of_it(client):
    officer, dossier = make_user(Role.OFFICER, Role.JUDGE), make_submission(state="judging")
    make_notices(officer, 1, submission=dossier)
    make_assignment(dossier, officer)
    client.force_login(officer)

    page = client.get(reverse("notices"))

    assert (page.context["lines"], page.context["unread"] == 0) == ([], True)


def test_opening_the_address_of_the_mail_changes_nothing_and_its_button_does(client):
    reader = make_user()
    address = reverse("unsubscribe", args=[token_for(reader)])

    shown = client.get(address)
    untouched = MailPreference.objects.count()
    pressed = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert (shown.status_code, untouched, pressed.status_code) == (200, 0, 200)
    assert MailPreference.objects.get().news == "site"
    assert reader.full_name not in shown.content.decode()


def test_a_forged_address_stops_nobodys_mail(client):
    token = token_for(make_user())

    assert client.post(reverse("unsubscribe", args=[token[:-1] + "_"])).status_code == 404
    assert MailPreference.objects.count() == 0


def test_the_way_of_mail_is_chosen_on_a_page(client):
    reader = make_user()
    client.force_login(reader)

    page = client.post(reverse("mail_preferences"), {"news": "daily"}, follow=True)

    assert MailPreference.objects.get(user=reader).news == "daily"
    assert page.context["form"].initial == {"news": "daily"}


def test_an_author_asks_and_staff_answer(client):
    officer, dossier = make_user(Role.OFFICER), make_submission(state="submitted")
    client.force_login(dossier.owner)
    client.post(reverse("author:questions", args=[dossier.code]), {"text": "Bao giờ có kết quả?"})
    question = Feedback.objects.get()

    client.force_login(officer)
    waiting = client.get(reverse("office:questions")).context["lines"]
    client.post(reverse("office:question", args=[question.pk]), {"answer": "Tháng 6."})
    client.force_login(dossier.owner)
    page = client.get(reverse("author:questions", args=[dossier.code]))

    assert [line.text for line in waiting] == ["Bao giờ có kết quả?"]
    assert [line.answer for line in page.context["lines"]] == ["Tháng 6."]


def test_staff_never_meet_what_belongs_to_the_own_dossier(client):
    officer = make_user(Role.OFFICER)
    own = make_submission(owner=officer, state="published")
    question, filed = voices.ask(own, by=officer, text="?"), voices.appeal(own, by=officer, grounds="Vì sao?")
    client.force_login(officer)

    lists = [client.get(reverse(f"office:{name}")).context["lines"] for name in ("questions", "appeals")]
    pages = [reverse("office:question", args=[question.pk]), reverse("office:appeal", args=[filed.pk])]

    assert lists == [[], []]
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_the_entry_to_appeal_stands_open_after_publication_only(client):
    dossier = make_submission(state="decided")
    client.force_login(dossier.owner)
    address, page = (
        reverse("author:appeal", args=[dossier.code]),
        reverse("author:detail", args=[dossier.code]),
    )
    before = client.get(page).content.decode()
    client.post(address, {"ground": USUAL_GROUNDS[1], "grounds": "Không đồng ý."})
    early = Appeal.objects.count()

    Submission.objects.filter(pk=dossier.pk).update(state="published")
    after = client.get(page).content.decode()
    client.post(address, {"ground": USUAL_GROUNDS[1], "grounds": "Không đồng ý."})

    assert (address in before, early, address in after, Appeal.objects.count()) == (False, 0, True, 1)


def test_a_refused_appeal_gives_the_words_back(client):
    dossier = make_submission(state="judging")
    client.force_login(dossier.owner)

    page = client.post(
        reverse("author:appeal", args=[dossier.code]),
        {"ground": USUAL_GROUNDS[1], "grounds": "Hai trang căn cứ."},
    )

    text = page.content.decode()
    assert ("Hai trang căn cứ." in text, "chưa có kết quả công bố" in text) == (True, True)


def test_a_copy_of_the_own_data_needs_the_password_and_stands_in_the_trail(client):
    person = make_user(full_name="Lê Thị Bình")
    make_submission(owner=person, state="judged", title="=HYPERLINK(1)", shares=(2500, 7500))
    make_submission(title="Của người khác")
    client.force_login(person)

    wrong = client.post(reverse("my_data_copy"), {"copy-password": "sai"})
    right = client.post(reverse("my_data_copy"), {"copy-password": PASSWORD})

    packed = zipfile.ZipFile(io.BytesIO(right.content))
    told = json.loads(packed.read("du-lieu.json"))
    assert wrong["Content-Type"].startswith("text/html")
    assert told["tai-khoan"]["full_name"] == "Lê Thị Bình"
    assert [(one["state"], one["own_share"]) for one in told["ho-so"]] == [
        ("Đã tiếp nhận, đang được xét", "25,00")
    ]
    assert "'=HYPERLINK(1)" in packed.read("ho-so.csv").decode("utf-8-sig")
    assert "Của người khác" not in str(told)
    assert Event.objects.get().verb == "copy_own_data"
    assert DataRequest.objects.get().outcome["rows"] == Event.objects.get().facts["rows"]


def test_the_wish_to_be_erased_needs_the_password_and_the_consent(client):
    person = make_user()
    client.force_login(person)

    for fields in [{"erase-password": PASSWORD}, {"erase-agreed": "on", "erase-password": "sai"}]:
        client.post(reverse("my_data_erase"), fields)
    refused = DataRequest.objects.count()
    client.post(reverse("my_data_erase"), {"erase-password": PASSWORD, "erase-agreed": "on"})

    assert (refused, DataRequest.objects.count()) == (0, 1)


def test_an_administrator_erases_from_the_queue(client):
    person, admin = make_user(), make_user(Role.ADMINISTRATOR)
    wish = DataRequest.objects.create(user=person, kind="erasure", asked_at=clock.now())
    client.force_login(admin)

    listed = client.get(reverse("setup:data_requests")).context["lines"]
    client.post(reverse("setup:data_erase", args=[wish.pk]))

    person.refresh_from_db()
    assert [line.pk for line in listed] == [wish.pk]
    assert person.full_name == f"Người đã xóa dữ liệu #{wish.pk}"


@pytest.mark.parametrize("name", ["my_data", "notices", "mail_preferences"])
def test_own_pages_cost_few_queries(client, django_assert_max_num_queries, name):
    client.force_login(make_user(*Role))

    with django_assert_max_num_queries(8):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("role", "page", "entry"),
    [
        (Role.OFFICER, "office:questions", "Hỏi đáp, kiến nghị, thư đi"),
        (Role.OFFICER, "office:appeals", "Hỏi đáp, kiến nghị, thư đi"),
        (Role.OFFICER, "office:outbox", "Hỏi đáp, kiến nghị, thư đi"),
        (Role.CHAIR, "office:rankings", "Điểm và xếp hạng"),
        (Role.OFFICER, "office:certificates", "Quyết định và công bố"),
        (Role.OFFICER, "office:conflicts", "Hội đồng và giám khảo"),
        (Role.OFFICER, "office:councils", "Hội đồng và giám khảo"),
        (Role.INSPECTOR, "inspect:trail", "Nhật ký"),
        (Role.ADMINISTRATOR, "inspect:trail", "Quản trị phong trào"),
        (Role.ADMINISTRATOR, "setup:imports", "Quản trị phong trào"),
        (Role.ADMINISTRATOR, "setup:data_requests", "Người và đơn vị"),
    ],
)
def test_the_menu_marks_the_entry_that_a_page_belongs_to(client, role, page, entry):
    client.force_login(make_user(role))

    menu = client.get(reverse(page)).context["menu"]

    assert [line["label"] for line in menu if line["current"]] == [entry]
    assert len(menu) <= 10
