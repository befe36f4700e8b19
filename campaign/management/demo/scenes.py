"""What authors do today besides the straight way: on paper, late, unsaved, point by point, with a question."""

from contextlib import suppress
from typing import Any

from django.urls import reverse

from accounts.models.user import User
from campaign.actions import kept, objections, paper, redaction, similarity, submission, supplement, voices
from campaign.actions.attachment import attach
from campaign.actions.late import TooLate
from campaign.documents.blind_copy import fingerprint
from campaign.documents.sections import form_rows
from campaign.forms.editor import Editor
from campaign.management.demo import content, papers
from campaign.management.demo.bodies import OFFICER
from campaign.management.demo.people import acting
from campaign.management.demo.walk import Dossier
from campaign.models.paper import PaperForm
from campaign.models.similarity import SimilarPair
from campaign.models.submission import Submission
from campaign.rules.conflicts import Kind

BLANK_FORMS = 3


class Scene(Dossier):
    """A dossier of the running campaign; the keys of its row say which of these acts it meets, and when."""

    @property
    def desk(self) -> User | None:
        """Who keys it in, when it was written on paper."""
        return acting(self.row["paper_desk"]) if "paper_desk" in self.row else None

    @property
    def form(self) -> PaperForm:
        return PaperForm.objects.get(submission=self.pk)

    def _begun(self) -> tuple[Submission, User]:
        desk = self.desk
        if desk is None:
            return super()._begun()
        printed = paper.print_forms(
            self.campaign, by=desk, strand=self.strand, unit=self.unit, count=BLANK_FORMS
        )
        return paper.begin(printed[0].form, by=desk, worker=self.owner), desk

    def _confirm(self) -> None:
        if self.desk is None:
            super()._confirm()

    def submit(self) -> None:
        if self.desk is None:
            super().submit()
        else:
            self.hand_over()
            paper.confirm(self.form, version=self.current.version)

    def hand_over(self) -> None:
        """All is keyed in: from now on it waits for who holds the stub."""
        desk = self.desk
        if desk:
            paper.finish(self.form, by=desk)

    def come_too_late(self) -> None:
        """Not accepted; the copy that the portal keeps is what this act is for."""
        with suppress(TooLate):
            self.submit()

    def revise(self) -> None:
        draft = self.current
        submission.save(draft, by=self.owner, content=self.row["revised"], version=draft.version)
        attach(draft, by=self.owner, upload=papers.page(draft))

    def answer(self) -> None:
        current = self.current
        points = current.supplements.get().marked_points.order_by("order")
        answers = dict(zip((point.pk for point in points), self.row["supplement_answers"], strict=True))
        supplement.answer_supplement(current, by=self.owner, answers=answers)

    def ask(self) -> None:
        voices.ask(self.current, by=self.owner, text=self.row["question"])

    def name_somebody(self) -> None:
        """The author would rather not be judged by this person."""
        named = self.row["objection"]
        facts = {name: named[name] for name in ("workplace", "reason")} | {"kind": Kind(named["kind"])}
        name = acting(named["judge"]).full_name
        objections.object_to(self.current, by=self.owner, name=name, **facts)

    def redact(self) -> None:
        """The officer takes out of the judges' copy what tells who wrote it."""
        plan, current = self.row["redaction"], self.current
        original = getattr(current, plan["field"])
        text = original.replace(plan["taken_out"], plan["instead"])
        facts = {"field": plan["field"], "text": text, "seen": fingerprint(original)}
        redaction.redact(current, by=acting(OFFICER), **facts)

    def compare(self) -> None:
        """The officer looks at the dossier beside what it resembles, and writes down what it is."""
        while similarity.index_waiting():
            pass
        title = next(row["title"] for row in content.dossiers_2019() if row["key"] == self.row["like"])
        pair = SimilarPair.objects.get(submission=self.pk, other__title=title)
        shown = similarity.seen(pair)
        facts = {"verdict": self.row["verdict"], "reason": self.row["verdict_reason"]}
        similarity.conclude(pair, by=acting(OFFICER), shown=shown, **facts)

    def type_on(self) -> None:
        """The window was closed in the middle of a sentence: kept as typed, not saved."""
        draft = form_rows(Submission.objects.select_related("campaign", "strand")).get(pk=self.pk)
        typed = _as_typed(Editor(draft))
        for name, text in self.row["typed_on"].items():
            typed[name] = [typed[name][0] + text]
        key, address = f"author:edit/{draft.code}", reverse("author:edit", args=[draft.code])
        kept.keep(self.owner, key, f"Hồ sơ «{draft.title}»", address, typed, pages=(kept.new_page(), ""))


def _as_typed(editor: Editor) -> kept.Fields:
    """The fields that a browser would send of this form."""
    tables = [editor.authors, editor.participants]
    forms = [editor.form, *(part for table in tables for part in (table.management_form, *table.forms))]
    values = {box.html_name: box for form in forms for box in form}
    tags = {f"tag-{anchor}": [tag] for anchor, tag in editor.tags.items()}
    return {name: [_text(box)] for name, box in values.items() if box.value() is not False} | tags


def _text(box: Any) -> str:
    value = box.value()
    if value is True:
        return "on"
    return "" if value is None else str(value)
