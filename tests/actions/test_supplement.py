"""A supplement point by point: what is asked, with its section, and an answer to every one."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from campaign.actions.eligibility import request_supplement
from campaign.actions.refused import Refused
from campaign.actions.supplement import Asked, Point, answer_supplement
from campaign.documents.supplement import open_points, requests_of, rounds
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.eligibility import SupplementPoint
from campaign.models.message import Message
from campaign.models.revision import Revision
from campaign.models.submission import Submission
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db
POINTS = (Point("Nêu số liệu trước và sau", "loi-ich"), Point("Ghi rõ người áp dụng thử", "ap-dung-thu"))


@pytest.fixture
def dossier():
    return make_submission(state="endorsed")


def asked(dossier, points=POINTS, note="Hồ sơ còn thiếu:"):
    by = make_user(Role.OFFICER)
    due_on = clock.today() + timedelta(days=9)
    return request_supplement(dossier, by=by, points=Asked(note, points), due_on=due_on)


def keys():
    return list(SupplementPoint.objects.values_list("pk", flat=True))


def reason(dossier, **facts):
    with pytest.raises(Refused) as caught:
        answer_supplement(dossier, by=dossier.owner, **facts)
    return str(caught.value)


def test_every_point_is_kept_with_its_section_and_told_in_the_mail(dossier):
    asked(dossier)
    rows = SupplementPoint.objects.values_list("order", "section", "text", "answer")
    assert list(rows) == [
        (1, "loi-ich", "Nêu số liệu trước và sau", ""),
        (2, "ap-dung-thu", "Ghi rõ người áp dụng thử", ""),
    ]
    words = "Hồ sơ còn thiếu:\n1. [Lợi ích] Nêu số liệu trước và sau\n2. [Người áp dụng thử] Ghi rõ người áp dụng thử"
    assert Event.objects.get(verb="request_supplement").facts["reason"] == words
    assert words in Message.objects.get().body


def test_a_note_alone_asks_for_one_thing_on_every_line(dossier):
    asked(dossier, points=(), note="1. Số liệu\n\n2. Ảnh")
    assert list(SupplementPoint.objects.values_list("order", "text")) == [(1, "1. Số liệu"), (2, "2. Ảnh")]


def test_the_editor_learns_which_sections_have_open_points(dossier):
    assert open_points(dossier) == {}
    found = open_points(asked(dossier))
    assert {section: [line.text for line in lines] for section, lines in found.items()} == {
        "loi-ich": ["Nêu số liệu trước và sau"],
        "ap-dung-thu": ["Ghi rõ người áp dụng thử"],
    }


def test_a_point_without_an_answer_keeps_everything_from_being_sent(dossier):
    dossier = asked(dossier)
    first, second = keys()
    assert reason(dossier, answer="Đã xong", answers={first: "Đã thêm bảng", second: " "}) == (
        "Còn điểm chưa được trả lời: 2. Phần bổ sung chưa được gửi; nội dung đã sửa và các câu trả lời vẫn được giữ. "
        "Hãy ghi ngắn gọn đã bổ sung gì cho từng điểm rồi gửi lại."
    )
    assert list(SupplementPoint.objects.values_list("answer", flat=True)) == ["", ""]


def test_an_answer_to_a_point_of_somebody_else_changes_nothing_there(dossier):
    other = make_submission(state="endorsed")
    asked(other)
    foreign = keys()
    dossier = asked(dossier, points=(Point("Ảnh"),))
    (own,) = set(keys()) - set(foreign)
    answer_supplement(dossier, by=dossier.owner, answers={own: "Đây", **dict.fromkeys(foreign, "x")})
    assert list(SupplementPoint.objects.exclude(answer="").values_list("pk", flat=True)) == [own]


def test_the_officer_sees_point_answer_and_what_changed_in_that_section(dossier):
    Revision.objects.create(
        submission=dossier, number=1, rubric=dossier.strand.rubric, made_by=dossier.owner,
        made_at=clock.now() - timedelta(days=1), sha256="0" * 64,
        content={"benefits_author": "Có lợi.", "title": "Tên cũ", "authors": [], "participants": [], "files": []},
    )  # fmt: skip
    dossier = asked(dossier)
    first, second = keys()
    Submission.objects.filter(pk=dossier.pk).update(benefits_author="Có lợi 120 giờ.", title="Tên mới")
    done = answer_supplement(dossier, by=dossier.owner, answers={first: "Đã thêm", second: "Không có ai"})
    assert (done.state, done.revisions.count()) == ("endorsed", 2)
    (told,) = rounds(requests_of(done), done.revisions.all())
    assert [(point.answer, [str(change.label) for change in point.changes]) for point in told.points] == [
        ("Đã thêm", ["Lợi ích thu được theo ý kiến của tác giả"]),
        ("Không có ai", []),
    ]
    assert (told.note, told.is_open) == ("Hồ sơ còn thiếu:", False)
