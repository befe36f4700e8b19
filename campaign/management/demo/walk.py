"""One dossier of the demonstration and what happens to it, each act by the person whose act it is."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from accounts.models.unit import Unit
from accounts.models.user import User
from campaign.actions import (
    assignment,
    coauthors,
    conflicts,
    eligibility,
    endorsement,
    invitation_answers,
    judging,
    share_confirmation,
    submission,
)
from campaign.actions.attachment import attach
from campaign.actions.author_rows import share_of
from campaign.actions.supplement import Asked, Point
from campaign.management.demo import content, papers
from campaign.management.demo.bodies import OFFICER
from campaign.management.demo.campaigns import number
from campaign.management.demo.people import acting, head_of
from campaign.models import clock
from campaign.models.campaign import Campaign, Strand
from campaign.models.judging import Assignment
from campaign.models.submission import Submission
from campaign.rules.application import TEXTS
from campaign.rules.coauthors import tag
from campaign.rules.conflicts import Kind, Verdict
from campaign.rules.sections import section_of
from campaign.rules.sheet_words import Said

DAYS_TO_ANSWER, DAYS_TO_LAPSE = 21, 15
ELSEWHERE = {"attachments": "tep", "trial_participants": "ap-dung-thu"}
TRIAL = ("full_name", "birth_date", "workplace", "job_title", "qualification", "work_supported")
OUTSIDER = ("full_name", "birth_date", "workplace", "job_title", "qualification", "gender", "direct_worker")


class Dossier:
    """`later` is how many days the first use moves, so that the year's bar holds on any day."""

    def __init__(self, campaign: Campaign, row: content.Row, place: int, later: int = 0) -> None:
        self.campaign, self.row, self.place, self.later = campaign, row, place, later
        self.pk = 0

    @property
    def current(self) -> Submission:
        return Submission.objects.select_related("campaign", "strand").get(pk=self.pk)

    @property
    def owner(self) -> User:
        return acting(self.row["owner"])

    def write(self) -> None:
        draft, by = self._begun()
        self.pk = draft.pk
        submission.save(draft, by=by, content=self._typed(draft), version=draft.version)
        self._join()
        for upload in papers.of(self.current, self.place):
            attach(draft, by=by, upload=upload)

    def _begun(self) -> tuple[Submission, User]:
        """The empty draft, and who writes it."""
        by = self.owner
        return submission.start(self.campaign, by=by, strand=self.strand, unit=self.unit), by

    @property
    def strand(self) -> Strand:
        return self.campaign.strands.get(code=self.row["strand"])

    @property
    def unit(self) -> Unit:
        return next(post.unit for post in self.owner.posts_today if post.unit.code == self.row["unit"])

    def _join(self) -> None:
        """Colleagues are invited and accept, but for those who have yet to answer; then everybody confirms the
        own share, outsiders on paper.
        """
        current = self.current
        rows = {row.full_name: row.uid for row in current.authorships.filter(user=None)}
        for person in self._colleagues():
            whom = coauthors.Invitee(person.staff_code, person.full_name)
            invited = coauthors.invite(current, by=self.owner, whom=whom, uid=rows[person.full_name])
            if person.staff_code not in self.row.get("invited", []):
                invitation_answers.accept(invited, by=person)
        if self.row["target_state"] != "draft":
            self._confirm()

    def _confirm(self) -> None:
        current = self.current
        shown = tag(share_of(current))
        for person in self._colleagues():
            share_confirmation.confirm_share(current, by=person, shown=shown)
        for row in current.authorships.filter(user=None):
            share_confirmation.attest_on_paper(
                current, by=self.owner, uid=row.uid, signed_on=clock.today(), shown=shown
            )

    def _colleagues(self) -> list[User]:
        codes = [row["staff_code"] for row in self.row["authors"] if "staff_code" in row]
        return [acting(code) for code in codes if code != self.row["owner"]]

    def submit(self) -> None:
        current = self.current
        submission.submit(current, by=self.owner, version=current.version, declared=True)

    def endorse(self) -> None:
        current = self.current
        endorsement.endorse(
            current, by=head_of(current.endorsing_unit_id), comment=self.row["endorse_comment"]
        )

    def return_to_author(self) -> None:
        current = self.current
        by = head_of(current.endorsing_unit_id)
        endorsement.return_to_author(current, by=by, reason=self.row["return_reason"])

    def decline(self) -> None:
        current = self.current
        by = head_of(current.endorsing_unit_id)
        endorsement.decline(current, by=by, reason=self.row["decline_reason"])

    def withdraw(self) -> None:
        submission.withdraw(self.current, by=self.owner, reason=self.row["withdraw_reason"])

    def accept(self) -> None:
        items = self.campaign.checklist.values_list("pk", flat=True)
        answers = [eligibility.Answer(item, passed=True) for item in items]
        eligibility.accept(self.current, by=acting(OFFICER), answers=answers)

    def refuse(self) -> None:
        eligibility.refuse(self.current, by=acting(OFFICER), reason=self.row["refuse_reason"])

    def request_supplement(self) -> None:
        days = DAYS_TO_LAPSE if self.row["target_state"] == "dropped" else DAYS_TO_ANSWER
        points = tuple(Point(one["request"], _section(one["field"])) for one in self.row["supplement_points"])
        asked = Asked(self.row.get("supplement_note", ""), points)
        due_on = clock.today() + timedelta(days=days)
        eligibility.request_supplement(self.current, by=acting(OFFICER), points=asked, due_on=due_on)

    def drop(self) -> None:
        eligibility.drop(self.current, by=acting(OFFICER))

    def assign(self) -> None:
        aside = self.row.get("stepped_aside", {})
        codes = [aside["judge"] if code == aside.get("successor") else code for code in self.row["judges"]]
        assignment.appoint(self.current, by=acting(OFFICER), judges=[acting(code) for code in codes])

    def step_aside(self) -> None:
        """A judge declares a conflict, the office agrees, and another one takes over."""
        aside, office = self.row["stepped_aside"], acting(OFFICER)
        by = acting(aside["judge"])
        given = Assignment.objects.of_judge(by).select_related("submission").get(submission=self.pk)
        said = conflicts.declare_conflict(given, by=by, reason=aside["reason"], kind=Kind(aside["kind"]))
        words = {"verdict": Verdict.UPHELD, "reason": aside["verdict_reason"]}
        conflicts.give_verdict(said, by=office, seen=said.verdict, **words)
        assignment.appoint(self.current, by=office, judges=[acting(aside["successor"])])

    def sheets(self) -> list[partial[None]]:
        return [partial(self.mark, sheet) for sheet in self.row.get("sheets", [])]

    def mark(self, sheet: content.Row) -> None:
        by = acting(sheet["judge"])
        given = Assignment.objects.of_judge(by).select_related("submission").get(submission=self.pk)
        told = sheet.get("violation", {"kind": "", "reason": ""})
        said = Said(violation_kind=told["kind"], violation_reason=told["reason"])
        entries = dict(_entries(sheet))
        saved = judging.save_sheet(given, by=by, entries=entries, comment="", version=0, said=said)
        if sheet["locked"]:
            judging.lock(given, by=by, version=saved.version)

    def _typed(self, draft: Submission) -> dict[str, Any]:
        """What the owner typed; a draft says nothing of what it lacks."""
        row = self.row
        typed = {name: row[name] for name in TEXTS if row.get(name)}
        if row["first_used_on"]:
            typed["first_used_on"] = date.fromisoformat(row["first_used_on"]) + timedelta(days=self.later)
        if row["authors"]:
            own = draft.authorships.get(user=draft.owner)
            typed["authors"] = [
                _author(author) | ({"uid": own.uid} if author.get("staff_code") == row["owner"] else {})
                for author in row["authors"]
            ]
        typed["participants"] = [_person(one, TRIAL) for one in row["trial_participants"]]
        return typed


def _entries(sheet: content.Row) -> Iterator[tuple[str, judging.Entry]]:
    for code, mark in sheet["marks"].items():
        points = number(mark["points"]) if mark["points"] else None
        yield code, judging.Entry(points, mark["remark"])


def _section(field: str) -> str:
    return ELSEWHERE.get(field) or section_of(field)


def _author(row: content.Row) -> dict[str, Any]:
    share = {"share_bp": int(number(row["share_percent"]) * 100)}
    return (_colleague(row["staff_code"]) if "staff_code" in row else _person(row, OUTSIDER)) | share


def _colleague(staff_code: str) -> dict[str, Any]:
    """With the unit and the post of that day."""
    user = acting(staff_code)
    post = user.posts_today[0]
    return {
        "full_name": user.full_name,
        "birth_date": user.birth_date,
        "workplace": post.unit.name_on(clock.today()),
        "job_title": post.title,
        "qualification": user.qualification,
    }


def _person(row: content.Row, names: tuple[str, ...]) -> dict[str, Any]:
    born = row.get("birth_date")
    return {name: row[name] for name in names} | {"birth_date": date.fromisoformat(born) if born else None}
