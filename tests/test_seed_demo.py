"""The demonstration as one portal: loaded once for the whole file, taken back at its end."""

import io
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from PIL import ExifTags, Image
from pypdf import PdfReader

from accounts.clock import today as day_of_posts
from accounts.models.user import User
from campaign import invariants
from campaign.actions import third_judge
from campaign.actions.ranking import is_stale
from campaign.documents import ties
from campaign.documents.render import TYPES
from campaign.documents.session_papers import paper
from campaign.management.demo import content
from campaign.management.demo.people import PASSWORD, SIGN_INS
from campaign.models import clock
from campaign.models.assignment import AssignmentPlan
from campaign.models.attachment import Attachment
from campaign.models.audit import ChainHead, Event
from campaign.models.campaign import Campaign
from campaign.models.coauthors import Invitation
from campaign.models.conflict import Conflict
from campaign.models.council import Council
from campaign.models.decision import Sitting
from campaign.models.eligibility import SupplementRequest
from campaign.models.feedback import ReleasedFeedback
from campaign.models.following import Appeal, Feedback, Notice
from campaign.models.judging import Absence, PanelMember, Sheet
from campaign.models.message import Message
from campaign.models.paper import PaperForm
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.ranking import RankedSubmission
from campaign.models.redaction import Redaction
from campaign.models.revision import LateCopy
from campaign.models.reward import RewardList
from campaign.models.session import CouncilSession, Recusal
from campaign.models.similarity import IndexedText, SimilarPair
from campaign.models.submission import Authorship, Submission
from campaign.models.writing import KeptForm
from campaign.rules import phases

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def first_run(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


def seed():
    out = io.StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


def states(slug):
    return Counter(Submission.objects.filter(campaign__slug=slug).values_list("state", flat=True))


def running():
    return Campaign.objects.running().get()


def test_every_dossier_is_in_the_state_that_the_content_names(first_run):
    rows = [*content.dossiers_2019(), *content.dossiers_2026()]

    stored = dict(Submission.objects.values_list("title", "state"))

    assert stored == {row["title"]: row["target_state"] for row in rows}


def test_each_dossier_went_to_the_unit_that_the_content_names(first_run):
    rows = [*content.dossiers_2019(), *content.dossiers_2026()]
    filed = {row["title"]: row["endorsing_unit"] for row in rows if row["target_state"] != "draft"}

    stored = Submission.objects.exclude(state="draft").values_list("title", "endorsing_unit__code")

    assert dict(stored) == filed


def test_the_awards_of_2019_are_those_of_the_content(first_run):
    rows = [row for row in content.dossiers_2019() if row.get("outcome") == "recognised"]

    listed = dict(PublishedResult.objects.current().values_list("title", "award_code"))
    assert listed == {row["title"]: row["award"] or "" for row in rows}
    assert Certificate.objects.in_force().count() == sum(len(row["authors"]) for row in rows)
    rewards = RewardList.objects.get(decision__released_at__isnull=False).rewards
    assert set(rewards.values_list("amount", "paid")) == {(450_000, True)}
    corrected = Publication.objects.exclude(replaces=None).get().note
    assert corrected.endswith("ghi đủ tên đơn vị là “Ủy ban nhân dân Phường 2, thành phố Bạc Liêu”.")


def test_no_invariant_is_broken(first_run):
    assert invariants.broken() == {}


def test_the_trail_and_the_registers_run_in_the_order_of_time(first_run):
    moments = list(Event.objects.order_by("number").values_list("at", flat=True))
    filed = Submission.objects.exclude(register_number="").order_by("submitted_at")
    numbers = list(filed.filter(campaign=running()).values_list("register_number", flat=True))

    assert moments == sorted(moments)
    assert moments[-1] < clock.now()
    assert numbers == sorted(numbers)


def test_a_visitor_can_file_endorse_check_and_judge_today(first_run):
    spans, now = running().spans(), clock.now()

    assert [kind for kind in phases.KINDS if phases.is_open(spans, kind, now)] == [
        "submit",
        "endorse",
        "check",
        "judge",
    ]


def test_each_campaign_has_its_councils_and_a_panel_whose_members_accepted(first_run):
    seats = PanelMember.objects.filter(panel__campaign=running())
    assert Counter(Council.objects.values_list("campaign__year", flat=True)) == {2019: 1, running().year: 2}
    assert set(seats.values_list("answer", flat=True)) == {"accepted"}
    assert (seats.exclude(capacity=None).count(), Absence.objects.get().member in seats) == (5, True)


def test_one_council_of_2019_met_live_and_prints_its_minutes(first_run):
    sessions = CouncilSession.objects.select_related("council__campaign", "ranking__strand__rubric")
    held = sessions.get(state="closed")
    made = paper(held, "bien-ban-hop", "pdf", User.objects.get(staff_code="CHUTICH"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    secret = held.rounds.filter(way="secret").values_list("issued", "collected")
    assert sorted(secret) == [(9, 9), (10, 10)] and Sitting.objects.filter(session=None).count() == 5
    assert Recusal.objects.get(item__session=held).attendance.member.user.staff_code == "THUTRUONG"
    assert "03/BB-HĐSK" in text and "Đi công tác ngoài tỉnh" in " ".join(text.split())


def test_a_judge_of_2019_stepped_aside_and_the_authors_were_told_of_their_judging(first_run):
    said, told = Conflict.objects.get(source="judge"), ReleasedFeedback.objects.all()
    assert (said.person.staff_code, said.verdict) == ("GIAMKHAO", "upheld")
    assert told.count() == Submission.objects.filter(state="published").count() == 23
    assert sum(bool(one.facts["comment"]) for one in told) == 6


def test_a_ranked_strand_waits_for_its_council_with_awards_by_quota(first_run):
    planned = CouncilSession.objects.get(state="planned")
    assert planned.planned_at > clock.now() and not is_stale(planned.ranking)
    assert planned.items.dossiers().count() == states(running().slug)["ranked"] == 6
    assert phases.is_open(running().spans(), "council", clock.now(), planned.ranking.strand.code)
    assert RankedSubmission.objects.filter(award_reason="").count() == 0


def test_an_author_asked_to_be_spared_somebody_and_the_data_hints_at_more(first_run):
    asked = Conflict.objects.open().get()
    home = Submission.objects.get(title__startswith="“Mười lăm phút số”")
    assert (asked.source, asked.person.staff_code) == ("author", "GIAMKHAO9")
    assert ties.between(home, User.objects.get(staff_code="GIAMKHAO2")) != []


def test_one_name_is_taken_out_of_the_judges_copy_and_one_still_stands(first_run):
    done, waiting = Redaction.objects.get(), Submission.objects.get(title__startswith="Ngày Chủ nhật")
    assert "Lý Thị Sa Ray" in done.submission.nature and "Lý Thị Sa Ray" not in done.text
    assert "Nguyễn Thị Mỹ Duyên" in waiting.nature and not waiting.redactions.exists()


def test_a_report_judges_far_apart_and_a_plan_wait_for_the_office(first_run):
    officer, plan = User.objects.get(staff_code="THUKY"), AssignmentPlan.objects.get()
    assert Sheet.objects.exclude(violation_kind="").get().submission.state == "judging"
    assert [row.strand.code for row in third_judge.waiting(officer)] == ["nong-thon-moi"]
    assert (plan.status, plan.asked_by, plan.lines.count()) == ("ready", officer, 3)


def test_no_mail_of_the_past_waits_to_be_sent(first_run):
    assert Message.objects.exists()
    assert Message.objects.waiting().count() == 0


def test_some_dossiers_carry_a_summary_a_photograph_and_a_report(first_run):
    kinds = Counter(Attachment.objects.values_list("content_type", flat=True))

    assert kinds == {TYPES["pdf"]: 30, "image/jpeg": 29, TYPES["docx"]: 10}


def test_the_photographs_tell_their_place_and_the_copies_do_not(first_run):
    photograph = Attachment.objects.filter(content_type="image/jpeg").first()

    assert (places(photograph.file), places(photograph.copy)) == (4, 0)


def places(stored):
    with stored.open("rb") as content, Image.open(content) as picture:
        return len(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))


def test_a_colleague_is_asked_to_join_a_draft_whose_shares_nobody_has_confirmed(first_run):
    draft = Invitation.objects.open().get(to__staff_code="DAUMOI").submission

    assert draft.owner.staff_code == "TACGIA"
    assert list(draft.authorships.exclude(confirmed_at=None)) == []
    assert (
        Authorship.objects.exclude(submission__state="draft").filter(confirmed_at=None, user=None).count()
        == 0
    )


def test_a_text_that_was_not_saved_is_offered_again_in_its_form(first_run, client):
    kept = KeptForm.objects.get()
    client.force_login(kept.owner)

    page = client.get(kept.address)

    assert "còn lại do xe tải đỗ chắn lối nên</textarea>" in page.content.decode()
    assert kept.owner.staff_code == "TACGIA"


def test_one_strand_shows_each_way_to_come_after_the_end(first_run):
    last = Submission.objects.filter(campaign=running(), strand__code="hoc-tap")

    assert last.get(is_late=True).extension is None
    assert last.get(extension__uses=1).is_late is False
    assert LateCopy.objects.get().submission.state == "draft"


def test_points_are_answered_in_one_dossier_and_open_in_another(first_run):
    asked = SupplementRequest.objects.filter(submission__owner__staff_code="TACGIA").order_by("asked_at")

    assert [(one.marked_points.count(), one.answered_at is None) for one in asked] == [(3, False), (3, True)]
    assert len({row.sha256 for row in asked[0].submission.revisions.all()}) == 2


def test_what_resembles_an_initiative_of_2019_has_a_verdict(first_run):
    pair = SimilarPair.objects.get()

    assert (pair.submission.owner.staff_code, pair.other.campaign.year) == ("TACGIA", 2019)
    assert (pair.verdict, bool(pair.reason), IndexedText.objects.waiting().count()) == ("derived", True, 0)


def test_paper_forms_stand_at_each_stage(first_run):
    assert Counter(form.stage for form in PaperForm.objects.all()) == {"blank": 4, "keyed": 1, "confirmed": 1}


def test_a_question_waits_and_an_objection_was_answered(first_run):
    assert Feedback.objects.get().answer == ""
    assert Appeal.objects.get().answer != ""


def test_the_news_of_the_last_days_is_unread(first_run):
    unread = Notice.objects.unread()

    assert unread.filter(reader__staff_code="TACGIA").exists()
    assert unread.earliest("made_at").made_at > clock.now() - timedelta(days=15)


def test_a_second_run_says_so_and_changes_nothing(first_run):
    before = (ChainHead.objects.get().hash, User.objects.count(), Message.objects.count())

    said = seed()

    assert said.splitlines()[0] == "The demonstration data is already here; nothing was changed."
    assert said.splitlines()[1:] == first_run.splitlines()[2:]
    assert (ChainHead.objects.get().hash, User.objects.count(), Message.objects.count()) == before


@pytest.mark.parametrize("staff_code", SIGN_INS)
def test_everybody_named_can_sign_in_and_sees_what_waits_for_them(first_run, client, staff_code):
    page = client.post(
        reverse("account_login"), {"login": staff_code, "password": PASSWORD, "next": reverse("dashboard")}
    )

    assert page.status_code == 302
    assert client.get(page.url).status_code == 200
    assert staff_code in first_run


def test_a_database_with_people_of_its_own_is_left_alone(first_run):
    User.objects.filter(staff_code="TACGIA").update(staff_code="NGUOIKHAC")
    before = (ChainHead.objects.get().hash, Campaign.objects.count())

    with pytest.raises(CommandError, match="already holds 99 people and 64 units"):
        seed()

    assert (ChainHead.objects.get().hash, Campaign.objects.count()) == before


def test_a_moved_clock_moves_the_day_by_which_posts_are_held(first_run):
    moment = Event.objects.order_by("number").first().at

    with clock.at(moment):
        roles = User.objects.get(staff_code="TACGIA").posts_today
        day = day_of_posts()

    assert (day.isoformat(), [post.unit.code for post in roles]) == ("2019-08-22", ["BL-TNMT"])
