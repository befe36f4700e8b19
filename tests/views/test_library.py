"""The library, the table of spread and the board of honour: only what is published and approved, in few questions."""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from campaign.actions import examples, publication, showcase
from campaign.actions.similarity import index_waiting
from campaign.models import clock
from campaign.models.adoption import Adoption
from campaign.models.showcase import GoodExample, LibraryEntry
from tests.factories import make_campaign, make_decision, make_unit, make_user
from tests.showcase import make_adoption, make_entry, make_head, make_picture

pytestmark = pytest.mark.django_db
SECRET = "Công thức giữ kín của chúng tôi"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def entry():
    return make_entry(title="Máy bóc vỏ tôm", confidential=SECRET, summary="Tóm tắt chưa duyệt")


@pytest.fixture
def years(entry):
    """Three years: two initiatives of this one, one of 2024."""
    earlier = make_campaign(year=2024)
    make_entry(earlier, outcome="recognised", title="Tủ thuốc lưu động", number=3)
    second = earlier.strands.create(code="y-te", order=2, name="Y tế", rubric=earlier.strands.get().rubric)
    decision = make_decision(
        entry.campaign, "nhi", number=6, title="Phiếu hẹn", strand=other_strand(entry.campaign)
    )
    publication.publish(decision, by=make_user(Role.ADMINISTRATOR))
    return second


def other_strand(campaign):
    return campaign.strands.create(
        code="dich-vu", order=2, name="Dịch vụ công", rubric=campaign.strands.get().rubric
    )


def listed(client, **query):
    return [one.title for one in client.get(reverse("public:library"), query).context["page"]]


def choices(client, name, **query):
    facets = client.get(reverse("public:library"), query).context["facets"]
    facet = next(one for one in facets if one.name == name)
    return {str(choice.label): choice.number for choice in facet.choices}


def of(entry, name="library_entry", *more):
    return reverse(f"public:{name}", args=[entry.code, *more])


def test_years_together_the_latest_first_found_without_accents_and_by_facets(client, years):
    assert listed(client) == ["Phiếu hẹn", "Máy bóc vỏ tôm", "Tủ thuốc lưu động"]
    assert listed(client, q="may BOC tom") == ["Máy bóc vỏ tôm"]
    assert listed(client, nam="2024") == ["Tủ thuốc lưu động"]
    assert listed(client, giai="Giải Nhì") == ["Phiếu hẹn"]
    assert listed(client, linh_vuc="Dịch vụ công", nam="2026") == ["Phiếu hẹn"]
    assert listed(client, pham_vi="base", nam="999999") == []


def test_a_facet_counts_under_all_the_other_filters_and_its_links_keep_them(client, years):
    assert choices(client, "nam") == {"2026": 2, "2024": 1}
    assert choices(client, "nam", giai="Giải Nhì") == {"2026": 1}
    assert choices(client, "giai", nam="2026") == {"Giải Nhất": 1, "Giải Nhì": 1}
    assert choices(client, "pham_vi", q="") == {"Cấp cơ sở": 3}

    text = client.get(reverse("public:library"), {"q": "may", "nam": "2026"}).content.decode()

    links = re.findall(r'class="tag" href="\?([^"]*)"', text)
    assert (
        links[0], next(link for link in links if "giai" in link),
    ) == ("q=may", "q=may&amp;nam=2026&amp;giai=Gi%E1%BA%A3i+Nh%E1%BA%A5t")  # fmt: skip


def test_before_the_author_approves_the_page_holds_the_decision_alone(client, entry):
    picture = make_picture(entry.submission)
    text = client.get(of(entry)).content.decode()

    assert [
        word for word in ("Máy bóc vỏ tôm", "Nguyễn Văn An", "Chuyên viên", "05/QĐ-UBND") if word not in text
    ] == []
    assert [
        word for word in (SECRET, "Tóm tắt chưa duyệt", entry.submission.code, "Đại học") if word in text
    ] == []
    assert client.get(of(entry, "library_picture", 1)).status_code == 404

    words = "Máy chạy bằng điện </script><b>"
    showcase.present(entry, by=entry.submission.owner, summary=words, pictures={picture: "Máy trên bàn"})

    page = client.get(of(entry)).content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert (data["abstract"], data["author"][0]["name"], data["award"]) == (
        words,
        "Nguyễn Văn An",
        "Giải Nhất",
    )
    assert ('alt="Máy trên bàn"' in page, SECRET in page, 'property="og:image"' in page) == (
        True,
        False,
        True,
    )
    types = [
        client.get(of(entry, name, 1)).headers["Content-Type"]
        for name in ("library_picture", "library_picture_whole")
    ]
    assert types == ["image/jpeg", "image/png"]


@pytest.mark.parametrize("gone", ["hidden_at", "left_at"])
def test_what_was_hidden_or_taken_back_is_nowhere(client, entry, gone):
    picture = make_picture(entry.submission)
    showcase.present(entry, by=entry.submission.owner, summary="Lời.", pictures={picture: "Máy"})
    make_adoption(entry, applied=clock.today())
    LibraryEntry.objects.update(**{gone: clock.now()})

    statuses = [client.get(of(entry, *where)).status_code for where in ((), ("library_picture", 1))]
    pages = [
        client.get(reverse(f"public:{name}")).content.decode()
        for name in ("library", "spread", "honour_board")
    ]

    assert (statuses, [entry.title in page for page in pages]) == ([404, 404], [False] * 3)


def test_only_confirmed_uses_are_counted_by_unit_kind_and_area(client, entry):
    city = make_unit("Thành phố", kind="peoples_committee")
    heads = [make_head(f"Phường {number}", parent=city) for number in (1, 2)]
    make_adoption(entry, heads[0], applied=clock.today() - timedelta(days=2))
    make_adoption(entry, heads[1])

    page = client.get(of(entry)).content.decode()
    spread = client.get(reverse("public:spread")).context["spread"]

    assert ("Được 1 đơn vị áp dụng" in page, "Phường 2" in page, "Trần Văn Tám" in page) == (
        True,
        False,
        False,
    )
    assert [(str(one.label), one.units, one.uses) for one in spread.by_kind] == [("Ủy ban nhân dân", 1, 1)]
    assert [(one.label, one.uses) for one in spread.by_area] == [("Thành phố", 1)]
    assert [(one.title, one.uses) for one in spread.most] == [(entry.title, 1)]


def test_related_initiatives_come_from_public_texts_alone(client):
    words = "Máy bóc vỏ tôm tự động bằng con lăn cao su cho hộ gia đình ven biển"
    first = make_entry(title=words, summary="")
    make_entry(title=f"{words} cỡ nhỏ", summary="")
    make_entry(title="Sổ tay điện tử cho tổ dân phố học luật giao thông", summary="")
    make_entry(title=f"{words} đã ẩn", summary="")
    LibraryEntry.objects.filter(title__endswith="đã ẩn").update(hidden_at=clock.now())
    index_waiting()

    assert [one.title for one in client.get(of(first)).context["related"]] == [f"{words} cỡ nhỏ"]


def test_a_good_example_is_on_the_board_with_its_picture_once_its_person_agreed(client, entry):
    officer, owner = make_user(Role.OFFICER), entry.submission.owner
    told = examples.Told(
        owner, "", "Quý I", 1, "Làm máy từ đồ cũ.", make_picture(entry.submission), "Chị bên máy"
    )
    example = examples.write(entry, by=officer, told=told)
    board, picture = reverse("public:honour_board"), reverse("public:honour_picture", args=[example.pk])
    before = client.get(board).content.decode(), client.get(picture).status_code

    examples.answer(example, by=owner, agrees=True, version=1)

    after = client.get(board).content.decode(), client.get(picture).status_code
    assert ["Làm máy từ đồ cũ." in text for text, _status in (before, after)] == [False, True]
    assert [status for _text, status in (before, after)] == [404, 200]


def filled(entry, size):
    """So many more of everything that the public pages list."""
    owner = entry.submission.owner
    for number in range(size):
        strand = entry.campaign.strands.create(
            code=f"nd-{number}",
            order=number + 5,
            name=f"Nội dung {number}",
            rubric=entry.submission.strand.rubric,
        )
        decision = make_decision(
            entry.campaign, "recognised", number=20 + number, strand=strand, title="Máy bóc vỏ"
        )
        publication.publish(decision, by=make_user(Role.ADMINISTRATOR))
        make_adoption(entry, make_head(f"Phường {number}"), applied=clock.today())
        GoodExample.objects.create(
            entry=entry, name=f"Tổ {number}", unit_name="Đơn vị", period="Quý I", story="Bài.", asked=owner,
            written_by=owner, written_at=clock.now(), consent="agreed", answered_at=clock.now(),
        )  # fmt: skip
    index_waiting()


@pytest.mark.parametrize("size", [1, 6])
def test_a_public_page_asks_at_most_four_questions_whatever_there_is(client, entry, size):
    filled(entry, size)
    last = LibraryEntry.objects.order_by("year", "pk").last().pk
    asked = {}

    for address in [
        reverse("public:library"),
        reverse("public:library") + f"?sau={last}&q=may&nam=2026",
        of(entry),
        reverse("public:spread"),
        reverse("public:honour_board"),
    ]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)

    assert [(address, count) for address, count in asked.items() if count > 4] == []


@pytest.mark.parametrize("size", [1, 6])
def test_a_signed_in_list_asks_at_most_twelve_questions(client, entry, size):
    filled(entry, size)
    officer, head = make_user(Role.OFFICER), make_user(Role.UNIT_HEAD, unit=Adoption.objects.first().unit)
    pages = {
        officer: ["office:showcase", "office:examples", "office:adoptions"],
        head: ["unit:adoptions"],
        entry.submission.owner: ["author:examples"],
    }
    for who, names in pages.items():
        client.force_login(who)
        for name in names:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(name), {"nhom": "tat-ca"}).status_code == 200
            assert (name, len(queries) <= 12) == (name, True)
