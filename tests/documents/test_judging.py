"""The other sheets stay shut until the own one is locked, whoever asks."""

import pytest

from accounts.roles import Role
from campaign.documents import blind_copy, sheet_paper
from campaign.documents.judging import other_sheets
from campaign.models import clock
from campaign.models.redaction import Redaction
from tests.factories import make_assignment, make_sheet, make_submission, make_user
from tests.paper_text import words

pytestmark = pytest.mark.django_db
MARKS = {"novelty": 30, "applicability": 20, "benefit": 20}


@pytest.mark.parametrize(("locked", "seen"), [(False, []), (True, ["70,00"])])
def test_others_are_shown_only_after_the_own_lock(locked, seen):
    submission = make_submission(state="judging")
    make_sheet(make_assignment(submission, make_user(Role.JUDGE)), MARKS)
    own = make_sheet(make_assignment(submission, make_user(Role.JUDGE)), MARKS, locked=locked)

    assert [other.total for other in other_sheets(own)] == seen


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_sheet_as_paper_says_the_alias_and_the_blind_title_but_no_author(kind):
    dossier = make_submission(state="judging", title="Cải tiến của bà Bình")
    judge = make_user(Role.JUDGE, full_name="Lê Thị Chấm")
    assignment = make_assignment(dossier, judge)
    officer = make_user(Role.OFFICER)
    Redaction.objects.create(
        submission=dossier, field="title", text="Cải tiến tiếp nhận hồ sơ",
        source_sha256=blind_copy.fingerprint(dossier.title), made_by=officer, made_at=clock.now(),
    )  # fmt: skip
    blank = words(sheet_paper.paper(assignment, kind))
    make_sheet(assignment, MARKS, comment="Nên nhân rộng.")

    text = words(sheet_paper.paper(assignment, kind))

    for said in (
        "PHIẾU CHẤM ĐIỂM",
        assignment.alias,
        "Tính mới 40 30",
        "70,00 / 100",
        "Nên nhân rộng.",
        "Lê Thị Chấm",
    ):
        assert said in text
    assert "Cải tiến tiếp nhận hồ sơ" in text
    assert ("bà Bình" in text, dossier.owner.full_name in text, dossier.register_number in text) == (
        False,
    ) * 3
    assert "………… / 100" in blank
