"""Authors ask and object; every word is kept, told and answered once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.roles import Role
from campaign.actions import voices
from campaign.actions.appeals import conclude, name_panel
from campaign.actions.refused import Refused
from campaign.models.audit import Event
from campaign.models.following import Appeal, Feedback, Notice
from campaign.models.message import Message
from tests.factories import make_campaign, make_submission, make_user

pytestmark = pytest.mark.django_db
GROUNDS = "Tiêu chí tính mới bị hiểu nhầm; xem trang 3."


def published(**extra):
    return make_submission(state="published", **extra)


def told():
    return sorted(Notice.objects.values_list("event", "is_duty"))


def test_an_appeal_in_time_is_kept_recorded_and_told():
    officer, dossier = make_user(Role.OFFICER), published()

    filed = voices.appeal(dossier, by=dossier.owner, grounds=f" {GROUNDS}\u200b\r\n")

    assert (filed.grounds, filed.by, filed.answered_at) == (GROUNDS, dossier.owner, None)
    assert Event.objects.get().verb == "file_appeal"
    assert told() == [("appeal_filed", False), ("appeal_filed_office", True)]
    assert [mail.to for mail in Message.objects.filter(event="appeal_filed_office")] == [officer.email]


def test_before_publication_the_refusal_tells_nothing_of_the_judging():
    sentences = set()
    for state in ["accepted", "judging", "judged", "decided"]:
        dossier = make_submission(state=state)
        sentences.add(str(voices.why_no_appeal(dossier.owner, dossier)))

    assert sentences == {
        "Chưa gửi được kiến nghị vì hồ sơ đang ở trạng thái «Đã tiếp nhận, đang được xét», chưa có kết quả công bố. "
        "Hồ sơ được giữ nguyên; bạn có thể kiến nghị trong thời gian kiến nghị sau khi công bố."
    }


def test_outside_the_window_the_refusal_says_when():
    dossier = published(campaign=make_campaign(open_windows=()))

    with pytest.raises(Refused, match=r"đã kết thúc lúc .* Kiến nghị chưa được gửi"):
        voices.appeal(dossier, by=dossier.owner, grounds=GROUNDS)

    assert Appeal.objects.count() == 0


def test_one_appeal_at_a_time_and_another_after_the_answer():
    officer, dossier = make_user(Role.OFFICER), published()
    filed = voices.appeal(dossier, by=dossier.owner, grounds=GROUNDS)

    with pytest.raises(Refused, match="đang có một kiến nghị"):
        voices.appeal(dossier, by=dossier.owner, grounds="Thêm.")
    people = [make_user(Role.JUDGE).pk for _ in range(3)]
    name_panel(filed, by=officer, members=people, chair=people[0])
    conclude(filed, by=officer, outcome="kept", answer="Đã xem lại.")
    voices.appeal(dossier, by=dossier.owner, grounds="Lần hai.")

    assert list(Appeal.objects.order_by("pk").values_list("grounds", "answer")) == [
        (GROUNDS, "Đã xem lại."),
        ("Lần hai.", ""),
    ]


def test_only_an_author_may_object_or_ask():
    stranger, dossier = make_user(), published()

    with pytest.raises(Refused, match="Chỉ tác giả"):
        voices.appeal(dossier, by=stranger, grounds=GROUNDS)
    with pytest.raises(Refused, match="Chỉ tác giả"):
        voices.ask(dossier, by=stranger, text="?")


@pytest.mark.parametrize(
    ("text", "words"), [("\u200b \n", "còn trống"), ("a" * 5001, "5001 ký tự, quá 5000")]
)
def test_nothing_and_too_much_are_refused(text, words):
    dossier = published()

    with pytest.raises(Refused, match=words):
        voices.appeal(dossier, by=dossier.owner, grounds=text)


def test_a_question_sent_twice_is_one_question_until_it_is_answered():
    officer, draft = make_user(Role.OFFICER), make_submission()
    question = voices.ask(draft, by=draft.owner, text="Nộp ở đâu?")

    with pytest.raises(Refused, match="đã được gửi"):
        voices.ask(draft, by=draft.owner, text="Nộp ở đâu? ")
    voices.answer_question(question, by=officer, answer="Nộp tại đây.")
    voices.ask(draft, by=draft.owner, text="Nộp ở đâu?")

    assert Feedback.objects.count() == 2
    answered = Notice.objects.get(event="question_answered")
    assert (answered.reader, "Nộp tại đây." in answered.body) == (draft.owner, True)


def test_a_second_answer_is_refused_and_the_first_stays():
    officer, dossier = make_user(Role.OFFICER), published()
    question = voices.ask(dossier, by=dossier.owner, text="Bao giờ trao giải?")
    voices.answer_question(question, by=officer, answer="Tháng sau.")

    with pytest.raises(Refused, match="đã có người trả lời"):
        voices.answer_question(question, by=officer, answer="Không rõ.")

    question.refresh_from_db()
    assert question.answer == "Tháng sau."


def test_nobody_answers_for_the_own_dossier():
    officer = make_user(Role.OFFICER)
    dossier = published(owner=officer)
    question = voices.ask(dossier, by=officer, text="?")

    with pytest.raises(Refused, match="Bạn là tác giả"):
        voices.answer_question(question, by=officer, answer="Tự trả lời.")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_tabs_file_one_appeal():
    dossier, together = published(), Barrier(2)

    def press():
        together.wait()
        try:
            voices.appeal(dossier, by=dossier.owner, grounds=GROUNDS)
            return "filed"
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(future.result() for future in [pool.submit(press), pool.submit(press)])

    assert (answers, Appeal.objects.count()) == (["filed", "refused"], 1)
