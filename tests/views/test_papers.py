"""Papers for download, the desk's pages for paper forms, and the page where their writers confirm."""

import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from pypdf import PdfReader

from accounts.roles import Role
from campaign.actions import paper
from campaign.actions import submission as dossiers
from campaign.actions.application import freeze
from campaign.models import clock
from campaign.models.paper import PaperForm
from campaign.models.submission import Submission
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db
NEW = {
    "full_name": "Trần Thị Bình",
    "birth_date": "1980-05-06",
    "gender": "female",
    "employment": "worker",
}
WRITTEN = {
    "title": "Cải tiến van khóa nước",
    "summary": "Giảm thất thoát.",
    "addressee": "Công ty Cấp nước",
    "field_of_application": "Cấp nước",
    "nature": "Dùng van mới.",
    "confidential": "Bản vẽ van.",
    "conditions": "Thợ hàn.",
    "benefits_author": "Tiết kiệm nước.",
}


@pytest.fixture
def dossier():
    made = make_submission(state="submitted", register_number="0001/2026", confidential="Công thức kín")
    freeze(made, by=made.owner)
    return made


@pytest.fixture
def desk():
    cache.clear()
    return make_user(Role.UNIT_DESK, unit=make_unit("Công ty Cấp nước", kind="enterprise"))


def keyed_in(desk):
    """A form that waits for its author, with the secret of its stub."""
    campaign = make_campaign()
    one = paper.print_forms(campaign, by=desk, strand=campaign.strands.get(), unit=desk.home_unit, count=1)[0]
    draft = paper.begin_for_new(one.form, by=desk, facts=NEW)
    content = WRITTEN | {"first_used_on": clock.today() - timedelta(days=9)}
    dossiers.save(draft, by=desk, content=content, version=draft.version)
    paper.finish(one.form, by=desk)
    return one


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode()).group(1)


def pdf_words(response):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


@pytest.mark.parametrize("side", ["author", "unit", "office"])
def test_each_side_prints_the_confidential_part_that_its_page_shows_on_a_page_of_its_own(
    client, dossier, side
):
    readers = {
        "author": lambda: dossier.owner,
        "unit": lambda: make_user(Role.UNIT_DESK, unit=dossier.unit),
        "office": lambda: make_user(Role.OFFICER),
    }
    client.force_login(readers[side]())

    response = client.get(reverse(f"{side}:paper", args=[dossier.code, "don", "pdf"]))

    assert response["Content-Disposition"] == 'attachment; filename="don-0001-2026-lan-1.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    *open_pages, marked = [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]
    assert ["Công thức kín" in page for page in open_pages] == [False] * len(open_pages)
    assert ("không phổ biến" in marked, "Công thức kín" in marked) == (True, True)


@pytest.mark.parametrize(
    "address",
    [
        ("author:paper", "khong-co", "pdf"),
        ("author:paper", "don", "exe"),
        ("author:revision_paper", 2, "don", "pdf"),
        ("author:revision_paper", 1, "bien-nhan", "pdf"),
    ],
    ids=["paper", "kind", "revision", "receipt of a revision"],
)
def test_a_paper_that_does_not_exist_is_not_found(client, dossier, address):
    name, *rest = address
    client.force_login(dossier.owner)

    assert client.get(reverse(name, args=[dossier.code, *rest])).status_code == 404


def test_a_draft_has_no_receipt(client):
    draft = make_submission()
    client.force_login(draft.owner)

    assert client.get(reverse("author:paper", args=[draft.code, "bien-nhan", "pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("page", "side"), [("author:detail", "author"), ("author:receipt", "author"), ("office:detail", "office")]
)
def test_the_pages_of_a_dossier_offer_its_papers(client, dossier, page, side):
    client.force_login(dossier.owner if side == "author" else make_user(Role.OFFICER))

    shown = client.get(reverse(page, args=[dossier.code])).content.decode()

    links = [
        reverse(f"{side}:paper", args=[dossier.code, name, kind])
        for name in ("don", "bao-cao", "tom-tat", "bien-nhan")
        for kind in ("pdf", "docx")
    ]
    assert [link for link in links if f'href="{link}"' not in shown] == []


def test_the_desk_prints_forms_with_codes_and_secrets(client, desk):
    campaign = make_campaign()
    client.force_login(desk)
    typed = {"strand": campaign.strands.get().pk, "unit": desk.home_unit.pk, "count": 3}

    response = client.post(reverse("unit:papers_print"), typed)

    told = pdf_words(response)
    codes = [form.printed_code for form in PaperForm.objects.all()]
    secrets = re.findall(r"Mã bí mật: (\S+)", told)
    assert [told.count(code) >= 4 for code in codes] == [True] * 3
    assert [
        paper.found(code, secret) is not None
        for code, secret in zip(sorted_by(told, codes), secrets, strict=True)
    ] == [True] * 3


def sorted_by(told, codes):
    return sorted(codes, key=told.index)


def test_printing_without_a_number_says_so_and_prints_nothing(client, desk):
    make_campaign()
    client.force_login(desk)

    response = client.post(reverse("unit:papers_print"), {"count": "0"})

    assert response.status_code == 200
    assert PaperForm.objects.count() == 0


def test_the_desk_keys_a_form_in_for_somebody_new(client, desk):
    campaign = make_campaign()
    form = paper.print_forms(campaign, by=desk, strand=campaign.strands.get(), unit=desk.home_unit, count=1)[
        0
    ].form
    client.force_login(desk)

    response = client.post(reverse("unit:paper_register", args=[form.code]), NEW)

    draft = Submission.objects.get()
    assert response["Location"] == reverse("author:edit", args=[draft.code])
    assert client.get(response["Location"]).status_code == 200
    assert (
        "Bản nháp nhập từ phiếu giấy của Trần Thị Bình"
        in client.get(reverse("author:submit", args=[draft.code])).content.decode()
    )


def test_an_unknown_staff_code_is_said_and_the_typed_code_stays(client, desk):
    campaign = make_campaign()
    form = paper.print_forms(campaign, by=desk, strand=campaign.strands.get(), unit=desk.home_unit, count=1)[
        0
    ].form
    make_user(full_name="Người Nơi Khác")
    client.force_login(desk)

    response = client.post(reverse("unit:paper_begin", args=[form.code]), {"staff_code": "CB9999"})

    assert "Đơn vị không có người nào mang mã này" in response.content.decode()
    assert 'value="CB9999"' in response.content.decode()


def test_the_writer_reads_with_both_codes_and_hands_in(client, desk):
    one = keyed_in(desk)

    read = client.post(reverse("public:paper"), {"ma": one.form.printed_code, "bi_mat": one.secret})
    done = client.post(
        reverse("public:paper_confirm"), {"token": hidden(read, "token"), "version": hidden(read, "version")}
    )

    shown = read.content.decode()
    assert [part for part in ("Trần Thị Bình", "100,00 %", "Bản vẽ van.") if part not in shown] == []
    assert "Số tiếp nhận của bạn là 0001/2026" in done.content.decode()
    assert Submission.objects.get().state == "submitted"


def test_a_second_press_is_told_kindly_and_changes_nothing(client, desk):
    one = keyed_in(desk)
    read = client.post(reverse("public:paper"), {"ma": one.form.code, "bi_mat": one.secret})
    sent = {"token": hidden(read, "token"), "version": hidden(read, "version")}
    client.post(reverse("public:paper_confirm"), sent)

    again = client.post(reverse("public:paper_confirm"), sent).content.decode()

    assert "mỗi mã chỉ dùng một lần" in again
    assert "0001/2026" in again


def test_with_one_code_alone_nothing_is_read(client, desk):
    one = keyed_in(desk)

    page = client.get(reverse("public:paper"), {"ma": one.form.code}).content.decode()
    wrong = client.post(
        reverse("public:paper"), {"ma": one.form.code, "bi_mat": "saisaisaisai"}
    ).content.decode()

    assert ("Trần Thị Bình" in page, "Trần Thị Bình" in wrong) == (False, False)
    assert "Mã phiếu và mã bí mật không khớp" in wrong


def test_who_tries_codes_is_stopped(client, desk):
    keyed_in(desk)
    wrong = {"ma": "abcdefgh", "bi_mat": "abcdefgh"}

    answers = [client.post(reverse("public:paper"), wrong).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_an_objection_leads_back_to_the_desk(client, desk):
    one = keyed_in(desk)
    read = client.post(reverse("public:paper"), {"ma": one.form.code, "bi_mat": one.secret})

    said = client.post(
        reverse("public:paper_dispute"), {"token": hidden(read, "token"), "remark": "Sai ngày sinh."}
    )
    client.force_login(desk)
    page = client.get(reverse("unit:paper_form", args=[one.form.code])).content.decode()

    assert "Đã báo lại cho đơn vị" in said.content.decode()
    assert "Sai ngày sinh." in page


def test_a_forged_token_does_nothing(client, desk):
    one = keyed_in(desk)

    response = client.post(reverse("public:paper_confirm"), {"token": str(one.form.pk), "version": "2"})

    assert response["Location"] == reverse("public:paper")
    assert Submission.objects.get().state == "draft"


def test_the_list_of_forms_costs_the_same_however_long(client, desk, django_assert_max_num_queries):
    campaign = make_campaign()
    paper.print_forms(campaign, by=desk, strand=campaign.strands.get(), unit=desk.home_unit, count=40)
    client.force_login(desk)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("unit:papers")).content.decode()

    assert page.count("Đã in, chưa nhập") == 30
