"""What authors do with a dossier."""

from datetime import timedelta

import pytest

from accounts.models.post import Post
from accounts.roles import Role
from campaign.actions import submission as acts
from campaign.actions.findings import findings
from campaign.actions.refused import Refused
from campaign.actions.submission import Stale
from campaign.actions.supplement import answer_supplement
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Counter
from campaign.models.eligibility import SupplementRequest
from campaign.models.message import Message
from campaign.models.revision import Revision
from campaign.models.submission import Submission
from tests.factories import confirm_shares, make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


def submitted(submission):
    return acts.submit(submission, by=submission.owner, version=submission.version, declared=True)


def reason(call, *args, **facts):
    with pytest.raises(Refused) as caught:
        call(*args, **facts)
    return str(caught.value)


def person(name="Trần Thị Bình", share=5000, **facts):
    return {"full_name": name, "share_bp": share, **facts}


def test_starting_prefills_the_own_row_and_the_unit():
    campaign, author = make_campaign(), make_user(full_name="Lê Thị Hoa")
    draft = acts.start(campaign, by=author, strand=campaign.strands.get())
    row = draft.authorships.get()
    assert (row.user, row.full_name, row.share_bp) == (author, "Lê Thị Hoa", 10000)
    assert (draft.state, draft.unit, draft.addressee) == ("draft", author.home_unit, draft.unit_name)


def test_starting_twice_gives_the_same_untouched_draft():
    campaign, author = make_campaign(), make_user()
    first = acts.start(campaign, by=author, strand=campaign.strands.get())
    assert acts.start(campaign, by=author, strand=campaign.strands.get()) == first


def test_a_unit_of_another_kind_may_not_start():
    campaign, author = make_campaign(unit_kinds=["enterprise"]), make_user()
    assert reason(acts.start, campaign, by=author, strand=campaign.strands.get()) == (
        "Loại đơn vị «Cơ quan chuyên môn» không thuộc đối tượng của nội dung thi đua này. Hãy chọn nội dung "
        "khác hoặc hỏi cơ quan thường trực."
    )


def test_a_campaign_that_is_not_announced_takes_no_dossier():
    campaign, author = make_campaign(announced_at=None), make_user()
    assert reason(acts.start, campaign, by=author, strand=campaign.strands.get()) == (
        "Phong trào này không nhận hồ sơ. Chưa lập hồ sơ nào; hãy chọn phong trào đang mở."
    )


def test_a_save_keeps_clean_text_and_both_tables():
    draft = make_submission()
    content = {
        "title": "  Cải tie\u0302\u0301n\u200b  quy trình ",
        "authors": [person(share=4000), person(uid=draft.authorships.get().uid, share=6000)],
        "participants": [{"full_name": "Lý Văn Thử", "work_supported": "Dùng thử"}],
    }
    saved = acts.save(draft, by=draft.owner, content=content, version=1)
    rows = list(draft.authorships.values_list("order", "full_name", "user", "share_bp"))
    assert (saved.title, saved.version) == ("Cải tiến quy trình", 2)
    assert rows == [(1, "Trần Thị Bình", None, 4000), (2, "Nguyễn Văn An", draft.owner_id, 6000)]
    assert draft.trial_participants.get().work_supported == "Dùng thử"


def test_a_stale_save_is_refused_and_carries_what_stands():
    draft = make_submission()
    acts.save(draft, by=draft.owner, content={"title": "Bản một"}, version=1)
    with pytest.raises(Stale) as caught:
        acts.save(draft, by=draft.owner, content={"title": "Bản hai"}, version=1)
    assert (caught.value.current.title, caught.value.current.version) == ("Bản một", 2)
    assert Submission.objects.get().title == "Bản một"


def test_the_same_save_pressed_twice_is_one_save():
    draft = make_submission()
    acts.save(draft, by=draft.owner, content={"title": "Bản một"}, version=1)
    assert acts.save(draft, by=draft.owner, content={"title": "Bản một"}, version=1).version == 2


def test_rows_typed_without_a_name_of_their_own_are_the_same_rows_the_next_time():
    draft = make_submission()
    own = {"uid": draft.authorships.get().uid, "full_name": draft.owner.full_name}
    content = {"authors": [own, person(), person()]}
    acts.save(draft, by=draft.owner, content=content, version=1)
    assert acts.save(draft, by=draft.owner, content=content, version=1).version == 2
    assert draft.authorships.count() == 3


def test_a_co_author_may_not_edit():
    draft, other = make_submission(), make_user()
    draft.authorships.create(order=2, user=other, full_name=other.full_name)
    assert reason(acts.save, draft, by=other, content={"title": "x"}, version=1) == (
        "Bạn được xem hồ sơ này nhưng chưa được sửa. Hồ sơ được giữ nguyên; nếu cần cùng viết, hãy nhờ người lập hồ "
        "sơ cho bạn quyền sửa."
    )


def test_filing_gives_a_number_a_revision_and_mail_to_author_and_unit():
    unit = make_unit()
    head, draft = make_user(Role.UNIT_HEAD, unit=unit), make_submission(owner=make_user(unit=unit))
    done = submitted(draft)
    revision = Revision.objects.get()
    assert (done.state, done.register_number, done.endorsing_unit) == ("submitted", "0001/2026", unit)
    assert (revision.number, revision.content["register_number"]) == (1, "0001/2026")
    assert (revision.content["title"], revision.rubric) == (draft.title, draft.strand.rubric)
    assert sorted(Message.objects.values_list("event", "reader")) == [
        ("submitted", draft.owner_id),
        ("submitted_unit", head.pk),
    ]
    assert Message.objects.get(event="submitted").subject == "Đã nhận hồ sơ sáng kiến số 0001/2026"


def test_filing_twice_by_the_same_press_is_one_number_one_mail_one_revision():
    draft = make_submission()
    assert [submitted(draft).register_number for _press in range(2)] == ["0001/2026", "0001/2026"]
    counts = Counter.objects.get().last, Message.objects.count(), Revision.objects.count()
    assert (*counts, Event.objects.filter(verb="submit").count()) == (1, 1, 1, 1)


def test_filing_what_was_changed_and_filed_since_is_refused():
    draft = make_submission()
    acts.save(draft, by=draft.owner, content={"title": "Bản hai"}, version=1)
    acts.submit(draft, by=draft.owner, version=2, declared=True)
    assert reason(submitted, draft) == (
        "Không thực hiện được việc «Nộp hồ sơ» vì hồ sơ đang ở trạng thái «Đã nộp, chờ đơn vị». Hồ sơ được giữ "
        "nguyên; hãy mở lại trang hồ sơ để xem việc vừa diễn ra."
    )


def test_numbers_of_a_year_run_through_all_campaigns():
    first, second = submitted(make_submission()), submitted(make_submission())
    assert (first.register_number, second.register_number) == ("0001/2026", "0002/2026")


def test_a_dossier_with_gaps_is_refused_with_every_gap_named():
    draft = make_submission(shares=(3333, 3333, 3333), nature="", conditions=" ")
    assert reason(submitted, draft) == (
        "Hồ sơ chưa nộp được; bản nháp vẫn được giữ. Hãy sửa các điểm sau rồi nộp lại:\n"
        "– Chưa điền mục «Mô tả bản chất của sáng kiến». Hãy bổ sung trước khi nộp.\n"
        "– Chưa điền mục «Điều kiện cần thiết để áp dụng». Hãy bổ sung trước khi nộp.\n"
        "– Tổng tỷ lệ đóng góp là 99,99 %, còn thiếu 0,01 %. Hãy chỉnh để tổng đúng bằng 100 %.\n"
        "– Chưa có xác nhận tỷ lệ đóng góp của Trần Thị Bình 2, Trần Thị Bình 3. Hãy gửi thư xác nhận hoặc ghi nhận "
        "bản ký giấy ở trang đồng tác giả."
    )
    assert (Submission.objects.get().state, Counter.objects.count()) == ("draft", 0)


def test_filing_without_the_declaration_is_refused():
    draft = make_submission()
    assert reason(acts.submit, draft, by=draft.owner, version=1, declared=False) == (
        "Bạn chưa đánh dấu cam kết về tính trung thực của hồ sơ nên hồ sơ chưa được nộp. Bản nháp vẫn được "
        "giữ; hãy đọc lời cam kết, đánh dấu rồi nộp lại."
    )


def test_filing_a_text_that_was_not_read_is_refused():
    draft = make_submission()
    acts.save(draft, by=draft.owner, content={"title": "Bản một"}, version=1)
    assert reason(acts.submit, draft, by=draft.owner, version=1, declared=True) == (
        "Hồ sơ đã được sửa ở nơi khác sau khi bạn mở trang này nên chưa được nộp. Bản vừa sửa được giữ nguyên; "
        "hãy đọc lại bản hiện tại rồi nộp."
    )


def test_the_head_of_a_unit_is_confirmed_by_the_unit_above():
    above = make_unit("Ủy ban nhân dân")
    unit = make_unit(parent=above)
    head = make_user(Role.UNIT_HEAD, Role.AUTHOR, unit=unit)
    assert submitted(make_submission(owner=head)).endorsing_unit == above


def test_a_head_among_the_co_authors_counts_too():
    above = make_unit("Ủy ban nhân dân")
    unit = make_unit(parent=above)
    draft = make_submission(owner=make_user(unit=unit), shares=(6000,))
    head = make_user(Role.UNIT_HEAD, unit=unit)
    draft.authorships.create(order=2, user=head, full_name=head.full_name, birth_date=None, share_bp=4000)
    confirm_shares(draft)
    assert submitted(Submission.objects.get()).endorsing_unit == above


def test_a_dossier_given_back_comes_again_under_its_number_as_revision_two():
    draft = make_submission(state="returned", register_number="0007/2026")
    filed_on = draft.submitted_at
    Revision.objects.create(
        submission=draft,
        number=1,
        content={},
        sha256="0" * 64,
        rubric=draft.strand.rubric,
        made_by=draft.owner,
        made_at=clock.now(),
    )
    done = submitted(draft)
    assert (done.register_number, done.submitted_at, done.revisions.last().number) == (
        "0007/2026",
        filed_on,
        2,
    )


def test_a_withdrawn_dossier_can_be_opened_again_and_keeps_its_number():
    draft = make_submission()
    acts.withdraw(submitted(draft), by=draft.owner, reason="Nhầm nội dung")
    assert acts.revive(draft, by=draft.owner).state == "draft"
    assert submitted(draft).register_number == "0001/2026"
    assert Message.objects.filter(event="withdrawn").count() == 1


def asked(submission, *, days=10):
    return SupplementRequest.objects.create(
        submission=submission,
        asked_by=make_user(Role.OFFICER),
        asked_at=clock.now(),
        due_at=clock.now() + timedelta(days=days),
        points="Bổ sung số liệu",
    )


def test_an_answer_in_time_goes_back_to_the_office_as_a_new_revision():
    dossier = make_submission(state="supplement")
    request = asked(dossier)
    done = answer_supplement(dossier, by=dossier.owner, answer=" Đã bổ sung. ")
    request.refresh_from_db()
    assert (done.state, request.answer, request.answered_at is None) == ("endorsed", "Đã bổ sung.", False)
    assert Revision.objects.count() == 1
    assert sorted(Message.objects.values_list("event", flat=True)) == [
        "supplement_answered",
        "supplement_answered_office",
    ]


def test_a_late_answer_is_refused_and_the_request_stays_open():
    dossier = make_submission(state="supplement")
    request = asked(dossier, days=-1)
    due = request.due_at.astimezone(clock.VIETNAM)
    assert reason(answer_supplement, dossier, by=dossier.owner, answer="Đây") == (
        f"Hạn bổ sung đã hết lúc {due:%H:%M} ngày {due:%d/%m/%Y} (giờ Việt Nam) nên chưa gửi được. Nội dung đã "
        "sửa vẫn được giữ; hãy liên hệ cơ quan thường trực nếu có lý do chính đáng."
    )
    assert SupplementRequest.objects.get().answered_at is None


def test_a_name_in_the_text_is_pointed_out_before_judges_read_it():
    draft = make_submission(nature="Giải pháp do nguyen van an nghĩ ra.")
    assert [(one.code, one.severity) for one in findings(draft)] == [
        ("no_attachment", "warn"),
        ("author_named", "warn"),
    ]


def test_a_post_that_ended_confirms_nothing():
    above = make_unit("Ủy ban nhân dân")
    unit = make_unit(parent=above)
    owner = make_user(Role.UNIT_HEAD, Role.AUTHOR, unit=unit)
    Post.objects.filter(role="unit_head").update(ends=clock.today())
    assert submitted(make_submission(owner=owner)).endorsing_unit == unit
