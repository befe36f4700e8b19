"""Who may do what: one function per verb. The answer is the reason to refuse; an empty phrase means yes.

Pure: a person is anything with `pk`, `roles` and `unit_ids(*roles)`; a dossier anything with the ids named below.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from accounts.roles import Role
from campaign.rules.conflicts import BY_POST
from campaign.rules.phrase import NO_OBJECTION, Phrase


class Person(Protocol):
    pk: int

    @property
    def roles(self) -> Collection[Role]: ...

    def unit_ids(self, *roles: Role) -> Collection[int]: ...


class Dossier(Protocol):
    owner_id: int
    endorsing_unit_id: int

    @property
    def author_ids(self) -> Collection[int]: ...

    @property
    def editor_ids(self) -> Collection[int]: ...

    @property
    def conflicts_by_person(self) -> Mapping[int, Collection[str]]: ...


OWN = Phrase(
    "Bạn là tác giả của hồ sơ này nên không được xử lý hồ sơ; việc này thuộc người khác cùng nhiệm vụ."
)


CONFLICT = Phrase(
    "Bạn có xung đột lợi ích với hồ sơ này nên không được xử lý hồ sơ. Hồ sơ được giữ nguyên; việc này thuộc người "
    "khác cùng nhiệm vụ."
)


def is_author(who: Person, dossier: Dossier) -> bool:
    return who.pk == dossier.owner_id or who.pk in dossier.author_ids


def why_partial(who: Person, dossier: Dossier) -> Phrase:
    """Who wrote it, or has a conflict that counts, is never on the office's side of this dossier."""
    if is_author(who, dossier):
        return OWN
    return CONFLICT if who.pk in dossier.conflicts_by_person else NO_OBJECTION


def is_partial(who: Person, dossier: Dossier) -> bool:
    return bool(why_partial(who, dossier))


def _owner(who: Person, dossier: Dossier) -> Phrase:
    if who.pk == dossier.owner_id:
        return NO_OBJECTION
    return Phrase(
        "Chỉ người lập hồ sơ được nộp, rút, mở lại, trả lời bổ sung và mời hoặc bỏ đồng tác giả. Hồ sơ được giữ "
        "nguyên; hãy nhờ người lập hồ sơ làm việc này."
    )


def _unit(who: Person, dossier: Dossier, *roles: Role) -> Phrase:
    if is_author(who, dossier):
        return OWN
    if set(dossier.conflicts_by_person.get(who.pk, ())) - BY_POST:
        return CONFLICT
    if dossier.endorsing_unit_id in who.unit_ids(*roles):
        return NO_OBJECTION
    return Phrase("Chỉ thủ trưởng của đơn vị xét hồ sơ được thực hiện việc này.")


def _staff(who: Person, dossier: Dossier, *roles: Role) -> Phrase:
    if partial := why_partial(who, dossier):
        return partial
    if set(roles) & set(who.roles):
        return NO_OBJECTION
    return Phrase("Vai trò của bạn không có nhiệm vụ này trong phong trào.")


def edit(who: Person, dossier: Dossier) -> Phrase:
    if who.pk == dossier.owner_id or who.pk in dossier.editor_ids:
        return NO_OBJECTION
    return Phrase(
        "Bạn được xem hồ sơ này nhưng chưa được sửa. Hồ sơ được giữ nguyên; nếu cần cùng viết, hãy nhờ người lập hồ sơ "
        "cho bạn quyền sửa."
    )


def submit(who: Person, dossier: Dossier) -> Phrase:
    return _owner(who, dossier)


withdraw = revive = answer_supplement = invite = submit


def ask(who: Person, dossier: Dossier) -> Phrase:
    if is_author(who, dossier):
        return NO_OBJECTION
    return Phrase("Chỉ tác giả của hồ sơ được gửi câu hỏi hoặc kiến nghị về hồ sơ.")


appeal = ask


def present(who: Person, dossier: Dossier) -> Phrase:
    if who.pk == dossier.owner_id:
        return NO_OBJECTION
    return Phrase(
        "Chỉ người lập hồ sơ được duyệt lời giới thiệu và ảnh trong thư viện công khai. Những gì đang công khai được "
        "giữ nguyên; hãy nhờ người lập hồ sơ làm việc này."
    )


def endorse(who: Person, dossier: Dossier) -> Phrase:
    return _unit(who, dossier, Role.UNIT_HEAD)


decline = endorse


def return_to_author(who: Person, dossier: Dossier) -> Phrase:
    return _unit(who, dossier, Role.UNIT_HEAD, Role.UNIT_DESK)


def check(who: Person, dossier: Dossier) -> Phrase:
    return _staff(who, dossier, Role.OFFICER)


request_supplement = accept = refuse = drop = assign = rank = check


def start_judging(who: Person, dossier: Dossier) -> Phrase:
    """The sheet's own assignment is checked by the action; here only that no author judges the own dossier."""
    return _staff(who, dossier, Role.JUDGE)


def finish_judging(who: Person, dossier: Dossier) -> Phrase:
    return _staff(who, dossier, Role.JUDGE, Role.OFFICER, Role.CHAIR)


def reopen_judging(who: Person, dossier: Dossier) -> Phrase:
    """Never a button of its own: a new round, a panel reopened, a last sheet voided."""
    return _staff(who, dossier, Role.JUDGE, Role.OFFICER, Role.CHAIR, Role.ADMINISTRATOR)


def keep_rounds(who: Person, dossier: Dossier) -> Phrase:
    """Open another round, say which round counts."""
    return _staff(who, dossier, Role.OFFICER, Role.CHAIR)


def return_sheet(who: Person, dossier: Dossier) -> Phrase:
    """To its judge; when the other sheets could be read already, the action asks for the chair."""
    return _staff(who, dossier, Role.OFFICER, Role.CHAIR)


def propose(who: Person, dossier: Dossier) -> Phrase:
    return _staff(who, dossier, Role.CHAIR)


def decide(who: Person, dossier: Dossier) -> Phrase:
    return _staff(who, dossier, Role.OFFICER, Role.ADMINISTRATOR)


undecide = decide


def publish(who: Person, dossier: Dossier) -> Phrase:
    """A whole list is published in one act, so an administrator's own dossier does not stop the publication."""
    if Role.ADMINISTRATOR in who.roles:
        return NO_OBJECTION
    return Phrase("Chỉ quản trị phong trào được công bố kết quả.")


def rule_on_conflict(who: Person, dossier: Dossier) -> Phrase:
    return _staff(who, dossier, Role.OFFICER, Role.ADMINISTRATOR)


def revoke(who: Person, dossier: Dossier) -> Phrase:
    return _staff(who, dossier, Role.ADMINISTRATOR)


OF_DOSSIER: dict[str, Callable[[Person, Dossier], Phrase]] = {
    "edit": edit,
    "submit": submit,
    "withdraw": withdraw,
    "revive": revive,
    "answer_supplement": answer_supplement,
    "invite": invite,
    "ask": ask,
    "appeal": appeal,
    "present": present,
    "endorse": endorse,
    "decline": decline,
    "return_to_author": return_to_author,
    "check": check,
    "request_supplement": request_supplement,
    "accept": accept,
    "refuse": refuse,
    "drop": drop,
    "assign": assign,
    "start_judging": start_judging,
    "finish_judging": finish_judging,
    "reopen_judging": reopen_judging,
    "keep_rounds": keep_rounds,
    "return_sheet": return_sheet,
    "rank": rank,
    "propose": propose,
    "decide": decide,
    "undecide": undecide,
    "publish": publish,
    "revoke": revoke,
    "rule_on_conflict": rule_on_conflict,
}

# Verbs that are about the campaign as a whole: the roles that hold them.
OF_CAMPAIGN: dict[str, frozenset[Role]] = {
    "set_up": frozenset({Role.ADMINISTRATOR}),
    "extend": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "manage_panels": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "close_panel": frozenset({Role.OFFICER, Role.CHAIR}),
    "reopen_panel": frozenset({Role.CHAIR}),
    "record_votes": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "assign": frozenset({Role.OFFICER}),
    "rank": frozenset({Role.OFFICER}),
    "draw_lots": frozenset({Role.OFFICER, Role.CHAIR}),
    "plan_session": frozenset({Role.OFFICER, Role.CHAIR}),
    "hold_sitting": frozenset({Role.CHAIR}),
    "choose_score_basis": frozenset({Role.CHAIR}),
    "release_feedback": frozenset({Role.OFFICER}),
    "record_proposal_paper": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "record_decision": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "revert_decision": frozenset({Role.ADMINISTRATOR}),
    "issue_papers": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "keep_paper_templates": frozenset({Role.ADMINISTRATOR}),
    "hold": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "keep_registers": frozenset({Role.ADMINISTRATOR}),
    "keep_legal_texts": frozenset({Role.ADMINISTRATOR}),
    "manage_rewards": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "price_rewards": frozenset({Role.ADMINISTRATOR}),
    "publish": frozenset({Role.ADMINISTRATOR}),
    "correct": frozenset({Role.ADMINISTRATOR}),
    "rule_on_appeals": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "write_report": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "import": frozenset({Role.ADMINISTRATOR}),
    "open_past": frozenset({Role.ADMINISTRATOR}),
    "keep_library": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "write_news": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "publish_news": frozenset({Role.ADMINISTRATOR}),
    "read_outbox": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "answer_authors": frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    "erase_data": frozenset({Role.ADMINISTRATOR}),
    "read_audit": frozenset({Role.INSPECTOR, Role.ADMINISTRATOR}),
    "read_office": frozenset({Role.OFFICER, Role.ADMINISTRATOR, Role.CHAIR, Role.INSPECTOR}),
}


def of_campaign(verb: str, who: Person) -> Phrase:
    if OF_CAMPAIGN[verb] & set(who.roles):
        return NO_OBJECTION
    return Phrase("Vai trò của bạn không có nhiệm vụ này trong phong trào.")
