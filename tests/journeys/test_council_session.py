"""Three judges score, the office ranks, and a council of five votes on its phones; the papers say what the "
"screen said."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from accounts.roles import Role
from campaign.models import clock
from campaign.models.judging import Assignment
from campaign.models.session import CouncilSession
from campaign.models.vote import BallotToken
from campaign.rules.phases import Kind
from tests.council import make_council
from tests.factories import make_assignment, make_campaign, make_panel, make_submission, make_user
from tests.journeys.calendar import now_is

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.slow]
FIRST, SECOND = "Máy sấy lúa dùng trấu", "Sổ theo dõi điện tử cho tổ dân phố"
MARKS = {FIRST: ("36", "27", "27"), SECOND: ("25", "21", "21")}
VOTES = {FIRST: ("for", "for", "for", "for"), SECOND: ("for", "for", "against", "blank", "for")}
CHOICES = {"for": "Đồng ý", "against": "Không đồng ý", "blank": "Phiếu trắng"}


@pytest.fixture
def campaign():
    """Two dossiers in judging; the fifth member of the council wrote the first of them."""
    campaign = make_campaign()
    council = make_council(campaign)
    author = council.members.order_by("pk").last().user
    judges = [make_user(Role.JUDGE, full_name=f"Giám Khảo {name}") for name in ("Một", "Hai", "Ba")]
    panel = make_panel(campaign, *judges)
    for title, owner in ((FIRST, author), (SECOND, make_user())):
        dossier = make_submission(campaign=campaign, title=title, owner=owner, state="assigned")
        for judge in judges:
            make_assignment(dossier, judge, panel=panel)
    now_is(campaign, Kind.JUDGE)
    return campaign


def test_a_council_of_five_votes_on_its_phones(visitor, campaign):
    for one in Assignment.objects.select_related("submission", "judge"):
        score(visitor(one.judge), one)
    now_is(campaign, Kind.COUNCIL)
    officer = visitor(make_user(Role.OFFICER))
    officer.open(reverse("office:rankings")).press("Lập bảng xếp hạng").sees(FIRST, SECOND)
    members = [member.user for member in campaign.councils.get().members.order_by("pk")]
    chair = visitor(members[0])
    phones = [visitor(user, phone=True) for user in members]
    session = convene(chair, campaign)
    five_read_the_agenda(phones, session)
    put_to_the_vote(chair, session, "Công nhận sáng kiến")
    vote_on_phones(phones, session, chair)
    close_rounds(chair, session)
    screen = figures_on_screen(chair, session)
    assert screen == [["4", "0", "0"], ["3", "1", "1"]]
    end(chair, session)
    papers_say_the_same(chair, session)


def score(judge, assignment):
    novelty, applicability, benefit = MARKS[assignment.submission.title]
    judge.page.goto(reverse("judge:sheet", args=[assignment.alias]))
    judge.fill({"Điểm Tính mới": novelty, "Điểm Khả năng áp dụng": applicability, "Điểm Hiệu quả": benefit})
    main = judge.page.locator("main")
    main.get_by_role("button", name="Lưu và khóa phiếu").click()
    main.get_by_role("button", name="Khóa phiếu", exact=True).click()
    judge.page.get_by_text("Đã khóa phiếu chấm.").wait_for()


def convene(chair, campaign):
    chair.open(reverse("council:sittings")).follow("Sáng kiến kỹ thuật")
    chair.fill(
        {
            "Thời gian họp": clock.now().astimezone(clock.VIETNAM).strftime("%Y-%m-%dT%H:%M"),
            "Địa điểm": "Phòng họp số 1",
        }
    )
    chair.press("Lập phiên họp và gửi giấy mời").sees("Đã lập phiên họp")
    session = CouncilSession.objects.get()
    for member in campaign.councils.get().members.all():
        chair.page.get_by_role("button", name=f"Có mặt {member.user.full_name}").click()
    chair.press("Khai mạc phiên họp").sees("Có mặt 5/5 thành viên", "Đã khai mạc phiên họp.")
    return session


def five_read_the_agenda(phones, session):
    """Four read both dossiers; the author of the first finds nothing of it."""
    for phone in phones[:4]:
        phone.open(reverse("council:seat", args=[session.pk])).sees(FIRST, SECOND)
    phones[4].open(reverse("council:seat", args=[session.pk])).sees(SECOND).sees_nothing_of(FIRST)


def put_to_the_vote(chair, session, question):
    """Both at once; the one with an author in the room becomes a round of its own."""
    chair.open(reverse("council:session", args=[session.pk]))
    chair.page.get_by_label("Nội dung bỏ phiếu").select_option(label=question)
    chair.page.get_by_label("Cách bỏ phiếu").select_option(label="Bỏ phiếu kín trên điện thoại")
    for item in session.items.dossiers():
        chair.page.get_by_label(item.name).check()
    chair.press("Mở bỏ phiếu").sees("Đã mở 2 lượt bỏ phiếu.", "Đã bỏ phiếu 0/4", "Đã bỏ phiếu 0/5").picture(
        "session"
    )


def vote_on_phones(phones, session, chair):
    for number, title in ((1, FIRST), (2, SECOND)):
        for phone, choice in zip(phones, VOTES[title], strict=False):
            phone.page.goto(reverse("council:seat", args=[session.pk]))
            part = phone.page.locator(f"section[aria-labelledby=luot-{number}]")
            with phone.page.expect_navigation():
                part.get_by_role("button", name="Nhận phiếu").click()
            part.get_by_label(CHOICES[choice], exact=True).check()
            if phone is phones[0] and number == 1:
                phone.picture("ballot")
            with phone.page.expect_navigation():
                part.get_by_role("button", name="Gửi phiếu").click()
            phone.sees("Phiếu của bạn đã được ghi nhận").sees_nothing_of("thu về")
        phone.look()
    chair.open(reverse("council:session_screen", args=[session.pk]))
    chair.sees("Đã bỏ phiếu 4/4", "Đã bỏ phiếu 5/5").sees_nothing_of("thu về", "Giám Khảo")


def close_rounds(chair, session):
    for number in (1, 2):
        chair.open(reverse("council:session_round", args=[session.pk, number]))
        chair.press("Đóng lượt và công bố kết quả").sees("Đã đóng lượt bỏ phiếu")
    assert BallotToken.objects.count() == 0


def figures_on_screen(chair, session):
    found = []
    for number in (1, 2):
        chair.open(reverse("council:session_round", args=[session.pk, number]))
        found += [row.locator("td.num").all_inner_texts() for row in chair.page.locator("tbody tr").all()]
    return found


def end(chair, session):
    """The second did not reach four of five, so the minutes need the reason; the first is recognised without a "
    "prize."""
    for item, reason in zip(
        session.items.dossiers(), ("Hội đồng chưa xét giải.", "Chưa đủ số phiếu đồng ý."), strict=True
    ):
        chair.open(reverse("council:session_item", args=[session.pk, item.pk]))
        chair.fill({"Diễn biến": "Các thành viên thảo luận.", "Kết luận": reason})
        chair.press("Ghi vào biên bản").sees("Đã ghi vào biên bản.")
    chair.open(reverse("council:session_close", args=[session.pk]))
    chair.fill({"Số biên bản": "03/BB-HĐSK"}).press("Kết thúc phiên họp và ghi đề nghị")
    chair.sees("Biên bản 03/BB-HĐSK", "4 / 0 / 0", "3 / 1 / 1", "Không công nhận")


def papers_say_the_same(chair, session):
    said = ("đồng ý 4, không đồng ý 0, phiếu trắng 0", "đồng ý 3, không đồng ý 1, phiếu trắng 1")
    for kind in ("PDF", "DOCX"):
        minutes = downloaded(chair, session, "bien-ban-hop", kind.lower())
        assert [one for one in (*said, "5/5 thành viên", "là tác giả") if one not in minutes] == []
        count = downloaded(chair, session, "bien-ban-kiem-phieu", kind.lower())
        assert "phát ra 4, thu về 4, hợp lệ 4, không hợp lệ 0" in count
        assert "phát ra 5, thu về 5, hợp lệ 5, không hợp lệ 0" in count


def downloaded(chair, session, paper, kind):
    address = reverse("council:session_paper", args=[session.pk, paper, kind])
    link = chair.page.locator(f'main a[href="{address}"]')
    with chair.page.expect_download() as held:
        link.click()
    content = io.BytesIO(held.value.path().read_bytes())
    if kind == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(content).pages)
    else:
        document = Document(content)
        text = " ".join(paragraph.text for paragraph in document.paragraphs)
        text += " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join(text.replace("\u200b", "").split())
