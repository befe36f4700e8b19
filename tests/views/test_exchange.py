"""Importing in the browser: upload, rehearsal, import; and the library for the whole office."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import Role
from campaign.actions.library import import_initiatives
from campaign.models.library import ImportBatch, PastInitiative
from campaign.rules.legacy_list import PastRow
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = (
    "STT,Tên sáng kiến,Tác giả\n"
    "1,Sổ tay một cửa tại TP.HCM,Lý Thị Thuỵ\n"
    "2,Sổ tay một cửa tại Thành phố Hồ Chí Minh,Lý Thị Thụy\n"
).encode()
BROKEN = "STT,Tên sáng kiến,Tác giả\n1,,Lý Thị Thuỵ\n".encode()


@pytest.fixture
def administrator(client):
    administrator = make_user(Role.ADMINISTRATOR)
    client.force_login(administrator)
    return administrator


def upload(client, content=LIST):
    file = SimpleUploadedFile("danh-sach.csv", content)
    return client.post(reverse("setup:imports"), {"source": "Quyết định 12", "file": file})


def address(name, content=LIST):
    return reverse(f"setup:{name}", args=[hashlib.sha256(content).hexdigest()])


def bring_in(by, count, sha256="0" * 64):
    rows = [
        PastRow(number, f"Sáng kiến số {number}", (f"Tác giả {number}",)) for number in range(2, count + 2)
    ]
    return import_initiatives(rows, by=by, source="Danh sách cũ", sha256=sha256)


def test_a_file_is_rehearsed_then_imported(client, administrator):
    answer = upload(client)
    page = client.get(answer.url)
    before = PastInitiative.objects.count()

    client.post(address("import_commit"))

    assert (answer.url, before, PastInitiative.objects.count()) == (address("rehearsal"), 0, 2)
    assert (len(page.context["first_rows"]), len(page.context["pairs"])) == (2, 1)
    assert [side.title for side in page.context["pairs"][0].sides] == [
        "Sổ tay một cửa tại TP.HCM",
        "Sổ tay một cửa tại Thành phố Hồ Chí Minh",
    ]


def test_a_second_click_or_a_second_upload_changes_nothing(client, administrator):
    upload(client)
    client.post(address("import_commit"))

    clicked = client.post(address("import_commit")).status_code
    upload(client)
    page = client.get(address("rehearsal"))
    client.post(address("import_commit"))

    assert (clicked, ImportBatch.objects.count(), PastInitiative.objects.count()) == (404, 1, 2)
    assert "đã được nhập từ trước" in str(page.context["found"].objection)


def test_a_list_with_a_complaint_cannot_be_imported(client, administrator):
    upload(client, BROKEN)
    page = client.get(address("rehearsal", BROKEN))

    answer = client.post(address("import_commit", BROKEN), follow=True)

    assert [str(complaint) for complaint in page.context["complaints"]] == [
        "Dòng 2: cột tên sáng kiến để trống."
    ]
    assert (address("import_commit", BROKEN) in page.content.decode(), PastInitiative.objects.count()) == (
        False,
        0,
    )
    assert [str(message) for message in answer.context["messages"]] == [
        "Còn 1 chỗ phải sửa nên chưa nhập dòng nào. Dòng 2: cột tên sáng kiến để trống. Hãy sửa tệp rồi gửi lại."
    ]


def test_a_file_that_is_no_list_says_so(client, administrator):
    upload(client, b"khong,phai\n1,2\n")

    page = client.get(address("rehearsal", b"khong,phai\n1,2\n")).content.decode()

    assert "Không thấy dòng tiêu đề" in page


def test_an_upload_belongs_to_the_one_who_sent_it(client, administrator):
    upload(client)
    client.force_login(make_user(Role.ADMINISTRATOR))

    answers = [client.get(address("rehearsal")), client.post(address("import_commit"))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_discarded_upload_is_gone(client, administrator):
    upload(client)

    client.post(address("import_discard"))

    assert client.get(address("rehearsal")).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_everybody_else_there_is_no_import(client, role):
    client.force_login(make_user(role))

    answers = [client.get(reverse("setup:imports")), upload(client), client.get(address("rehearsal"))]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_library_is_searched_without_accents(client, administrator):
    rows = [
        PastRow(2, "Đèn đường tự động", ("An Văn Bình",), "Phòng Quản lý đô thị", "Chiếu sáng", 2019),
        PastRow(3, "Sổ tay một cửa", ("Cao Thị Dung",)),
    ]
    import_initiatives(rows, by=administrator, source="Danh sách cũ", sha256="0" * 64)

    page = client.get(reverse("setup:library"), {"q": "den DUONG do thi"})

    assert [one.title for one in page.context["page"]] == ["Đèn đường tự động"]


@pytest.mark.parametrize("name", ["library", "doubles", "imports"])
def test_pages_cost_the_same_however_much_the_library_holds(
    client, administrator, name, django_assert_max_num_queries
):
    bring_in(administrator, 100)
    bring_in(administrator, 100, sha256="1" * 64)

    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"setup:{name}")).status_code == 200


def test_the_library_turns_its_pages(client, administrator):
    bring_in(administrator, 70)

    first = client.get(reverse("setup:library")).context["page"]
    second = client.get(reverse("setup:library"), {"sau": first.next}).context["page"]

    numbers = [one.row_number for one in [*first, *second]]
    assert numbers == list(range(71, 11, -1))


def test_doubles_stand_side_by_side_for_the_office(client, administrator):
    upload(client)
    client.post(address("import_commit"))
    client.force_login(make_user(Role.OFFICER))

    (pair,) = client.get(reverse("setup:doubles")).context["pairs"]

    assert (str(pair.label), pair.percent) == ("Trùng tên và tác giả", "100")
    assert [side.authors for side in pair.sides] == ["Lý Thị Thuỵ", "Lý Thị Thụy"]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.UNIT_HEAD, Role.JUDGE])
def test_the_library_is_the_offices(client, role):
    client.force_login(make_user(role))

    assert client.get(reverse("setup:library")).status_code == 404
