"""What a list of assignments would do, row by row, before anything is done. What is barred is unknown here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from accounts.models.user import User
from campaign.documents.bench import Seat, as_rules, bench, by_hand, colleagues
from campaign.documents.load_board import takeable
from campaign.models.campaign import Strand
from campaign.models.submission import Submission
from campaign.rules.assignment import Dossier
from campaign.rules.assignment_list import Row
from campaign.rules.legacy_list import Complaint
from campaign.rules.phrase import Phrase
from campaign.rules.workflow import State


@dataclass
class Checked:
    """`given` by dossier, in the order of the file; nothing may be done while there are complaints."""

    given: dict[int, list[Seat]] = field(default_factory=dict)
    submissions: dict[int, Submission] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def pairs(self) -> list[tuple[Submission, list[Seat]]]:
        return [(self.submissions[pk], seats) for pk, seats in self.given.items()]


class Checker:
    """The rows one after another, each against what the rows before it would have given."""

    def __init__(self, strand: Strand, user: User, rows: Sequence[Row]) -> None:
        numbers = {row.dossier for row in rows}
        found = [one for one in takeable(strand, user) if one.register_number in numbers]
        self.dossiers = {one.pk: one for one in as_rules(found)}
        self.by_number = {one.register_number: one for one in found}
        self.seats = {seat.user.staff_code.upper(): seat for seat in bench(strand)}
        self.apart = colleagues(strand.campaign_id)
        self.new: Counter[int] = Counter()
        self.checked = Checked(submissions={one.pk: one for one in found})

    def check(self, rows: Iterable[Row]) -> Checked:
        lasts: dict[int, int] = {}
        for row in rows:
            submission, seat = self.by_number.get(row.dossier), self.seats.get(row.judge)
            if reason := self._objection(row, submission, seat):
                self.checked.complaints.append(Complaint(row.number, reason))
            elif submission and seat:
                self._take(submission.pk, seat)
            if submission:
                lasts[submission.pk] = row.number
        self._too_few(lasts)
        return self.checked

    def _objection(self, row: Row, submission: Submission | None, seat: Seat | None) -> Phrase:
        if submission is None:
            return Phrase(
                "không thấy hồ sơ số «%(number)s» chờ phân công hoặc đang chấm ở nội dung này.",
                number=row.dossier,
            )
        if seat is None:
            return Phrase("không có giám khảo nào mã «%(code)s» trong tổ của nội dung này.", code=row.judge)
        dossier = self.dossiers[submission.pk]
        judge = replace(seat.judge, load=seat.judge.load + self.new[seat.user.pk])
        barred = {seat.user.pk} if self.apart.get(seat.user.pk, set()) & dossier.judges else set()
        return by_hand(judge, dossier, barred)

    def _take(self, pk: int, seat: Seat) -> None:
        self.new[seat.user.pk] += 1
        self.checked.given.setdefault(pk, []).append(seat)
        dossier = self.dossiers[pk]
        self.dossiers[pk] = replace(dossier, judges=dossier.judges | {seat.user.pk})

    def _too_few(self, lasts: dict[int, int]) -> None:
        """The first judges of a dossier come together, as they do by hand."""
        for pk, number in lasts.items():
            submission, dossier = self.checked.submissions[pk], self.dossiers[pk]
            if submission.state == State.ACCEPTED and dossier.missing:
                self.checked.complaints.append(Complaint(number, _short(submission, dossier)))


def _short(submission: Submission, dossier: Dossier) -> Phrase:
    return Phrase(
        "hồ sơ số «%(number)s» cần %(need)s giám khảo, tệp mới có %(have)s người dùng được.",
        number=submission.register_number,
        need=dossier.demand,
        have=len(dossier.judges),
    )


def check(strand: Strand, user: User, rows: Sequence[Row]) -> Checked:
    return Checker(strand, user, rows).check(rows)
