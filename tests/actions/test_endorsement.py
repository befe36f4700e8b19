"""What the unit may say of a dossier, and what two people who answer at once are told."""

import pytest

from accounts.roles import Role
from campaign.actions.endorsement import Opinion, decline, endorse, give_opinion, return_to_author
from campaign.actions.refused import Refused
from campaign.actions.seen import mark
from campaign.models.audit import Event
from campaign.models.endorsement import Endorsement
from campaign.models.message import Message
from campaign.models.submission import Authorship, Submission
from tests.factories import make_campaign, make_submission, make_unit, make_user

pytestmark = pytest.mark.django_db


def submitted(**extra):
    unit = extra.pop("unit", None) or make_unit()
    return make_submission(
        owner=make_user(Role.AUTHOR, unit=unit), unit=unit, state=extra.pop("state", "submitted"), **extra
    )


def head_of(submission, **extra):
    return make_user(Role.UNIT_HEAD, unit=submission.endorsing_unit, **extra)


def test_a_head_endorses_with_rank_and_minutes():
    dossier = submitted()
    head = head_of(dossier)

    done = endorse(dossier, by=head, comment="Đã áp dụng\r\ntốt ", rank_in_unit=2, minutes_number=" 05/BB  ")

    row = Endorsement.objects.get()
    assert done.state == "endorsed"
    assert (row.submission, row.unit, row.unit_name, row.by) == (
        dossier,
        dossier.endorsing_unit,
        "Phòng Kinh tế",
        head,
    )
    assert (row.outcome, row.comment, row.rank_in_unit, row.minutes_number) == (
        "endorsed",
        "Đã áp dụng\ntốt",
        2,
        "05/BB",
    )


def test_the_author_and_the_office_are_mailed_of_an_endorsement():
    dossier = submitted()
    officer = make_user(Role.OFFICER)

    endorse(dossier, by=head_of(dossier))

    mails = Message.objects.order_by("event").values_list("event", "to")
    assert list(mails) == [("endorsed", dossier.owner.email), ("endorsed_office", officer.email)]


def test_an_officer_among_the_authors_is_told_as_author_and_not_asked_to_check():
    officer = make_user(Role.OFFICER, Role.AUTHOR)
    dossier = submitted()
    Authorship.objects.create(submission=dossier, order=2, user=officer, full_name=officer.full_name)

    endorse(dossier, by=head_of(dossier))

    mails = Message.objects.order_by("pk").values_list("event", "to")
    assert list(mails) == [("endorsed", dossier.owner.email), ("endorsed", officer.email)]


def test_a_second_endorsement_is_refused_and_writes_nothing():
    dossier = submitted()
    head = head_of(dossier, full_name="Lê Thị Hoa")
    endorse(dossier, by=head)

    with pytest.raises(Refused, match=r"^Lê Thị Hoa đã xử lý hồ sơ này lúc .*«Đơn vị đã xác nhận»"):
        endorse(dossier, by=head)

    assert (Endorsement.objects.count(), Event.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_who_endorses_after_a_colleague_returned_is_told_who_did_what():
    dossier = submitted()
    desk = make_user(Role.UNIT_DESK, unit=dossier.endorsing_unit, full_name="Phạm Văn Đức")
    return_to_author(dossier, by=desk, reason="Thiếu số liệu.")

    with pytest.raises(Refused, match=r"^Phạm Văn Đức đã xử lý .*«Đơn vị trả lại để sửa»"):
        endorse(dossier, by=head_of(dossier))

    dossier.refresh_from_db()
    assert dossier.state == "returned"


def test_a_desk_officer_may_return_but_not_endorse_or_decline():
    dossier = submitted()
    desk = make_user(Role.UNIT_DESK, unit=dossier.endorsing_unit)

    for act in (lambda: endorse(dossier, by=desk), lambda: decline(dossier, by=desk, reason="Không")):
        with pytest.raises(Refused, match="Chỉ thủ trưởng"):
            act()

    assert return_to_author(dossier, by=desk, reason="Sửa mục 3.").state == "returned"


@pytest.mark.parametrize("outcome", ["returned", "declined"])
def test_without_a_reason_the_dossier_stays(outcome):
    dossier = submitted()

    with pytest.raises(Refused, match="Cần ghi rõ lý do"):
        give_opinion(dossier, Opinion(outcome, " \u200b\n"), by=head_of(dossier))

    dossier.refresh_from_db()
    assert (dossier.state, Endorsement.objects.count()) == ("submitted", 0)


def test_the_reason_reaches_the_author_as_it_was_written():
    dossier = submitted()

    decline(dossier, by=head_of(dossier), reason="Trùng với “Sổ tay” & chưa dùng thử.")

    mail = Message.objects.get()
    assert mail.event == "declined"
    assert "Trùng với “Sổ tay” & chưa dùng thử." in mail.body


def test_a_head_who_is_an_author_does_not_endorse_the_own_dossier_but_the_head_above_does():
    above = make_unit("Ủy ban nhân dân phường")
    unit = make_unit("Tổ một cửa", parent=above)
    head = make_user(Role.UNIT_HEAD, unit=unit)
    dossier = make_submission(owner=head, unit=unit, endorsing_unit=above, state="submitted")

    with pytest.raises(Refused, match="Bạn là tác giả"):
        endorse(dossier, by=head)

    assert endorse(dossier, by=make_user(Role.UNIT_HEAD, unit=above)).state == "endorsed"


def test_a_head_who_is_a_co_author_does_not_endorse():
    dossier = submitted(state="draft", shares=(5000,))
    head = head_of(dossier)
    Authorship.objects.create(submission=dossier, user=head, full_name=head.full_name, share_bp=5000)
    dossier = force_submitted(dossier)

    with pytest.raises(Refused, match="Bạn là tác giả"):
        endorse(dossier, by=head)


def force_submitted(dossier):
    values = {"state": "submitted", "submitted_at": dossier.created_at}
    Submission.objects.filter(pk=dossier.pk).update(**values)
    return Submission.objects.get(pk=dossier.pk)


def test_the_head_of_another_unit_is_refused():
    dossier = submitted()

    with pytest.raises(Refused, match="Chỉ thủ trưởng"):
        endorse(dossier, by=make_user(Role.UNIT_HEAD))


def test_outside_the_window_nothing_is_recorded():
    dossier = submitted(campaign=make_campaign(open_windows=["submit"]))

    with pytest.raises(Refused, match="Thời gian đơn vị xác nhận hồ sơ đã kết thúc"):
        endorse(dossier, by=head_of(dossier))

    assert Endorsement.objects.count() == 0


def test_an_opinion_on_an_older_text_is_refused():
    dossier = submitted()
    shown = mark(dossier)
    Submission.objects.filter(pk=dossier.pk).update(version=dossier.version + 1)

    with pytest.raises(Refused, match="Hồ sơ đã có thay đổi"):
        give_opinion(dossier, Opinion("endorsed"), by=head_of(dossier), seen=shown)

    assert Endorsement.objects.count() == 0
