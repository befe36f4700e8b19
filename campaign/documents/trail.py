"""The trail as inspectors read it: every event in words, with the hashes that tie it to the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models.user import User
from campaign.documents import (
    similar_pairs,
    trail_assignment,
    trail_awards,
    trail_conflicts,
    trail_decisions,
    trail_help,
    trail_news,
    trail_papers,
    trail_publication,
    trail_rewards,
    trail_rounds,
    trail_session,
    trail_sheets,
    trail_showcase,
)
from campaign.models.audit import Event
from campaign.models.submission import Submission
from campaign.rules import combining
from campaign.rules.calendar import vn_datetime
from campaign.rules.phrase import Phrase
from campaign.rules.shares import format_bp
from campaign.rules.workflow import LABELS, MOVES, State

AREAS = (
    trail_assignment,
    trail_awards,
    trail_conflicts,
    trail_decisions,
    trail_help,
    trail_news,
    trail_papers,
    trail_publication,
    trail_rewards,
    trail_rounds,
    trail_session,
    trail_sheets,
    trail_showcase,
)


def _of_areas(table: str) -> dict[str, Phrase]:
    return {name: words for area in AREAS for name, words in getattr(area, table).items()}


VERBS = (
    {name: move.label for name, move in MOVES.items()}
    | _of_areas("VERBS")
    | {
        "invite_author": Phrase("Mời đồng tác giả"),
        "withdraw_invitation": Phrase("Rút lời mời đồng tác giả"),
        "accept_invitation": Phrase("Nhận lời làm đồng tác giả"),
        "decline_invitation": Phrase("Từ chối làm đồng tác giả"),
        "set_author_access": Phrase("Đổi quyền của đồng tác giả"),
        "remove_author": Phrase("Bỏ tác giả khỏi hồ sơ"),
        "leave_authors": Phrase("Đồng tác giả tự rút tên"),
        "ask_shares": Phrase("Yêu cầu xác nhận tỷ lệ đóng góp"),
        "confirm_share": Phrase("Xác nhận tỷ lệ đóng góp"),
        "void_shares": Phrase("Hủy các xác nhận do đổi tỷ lệ"),
        "add_judge": Phrase("Phân công thêm giám khảo"),
        "replace_judge": Phrase("Thay giám khảo"),
        "commit_assignment": Phrase("Thực hiện phương án phân công"),
        "assign_by_list": Phrase("Phân công theo tệp"),
        "set_demand": Phrase("Đổi số giám khảo của hồ sơ"),
        "keep_apart": Phrase("Tách hai giám khảo"),
        "let_together": Phrase("Thôi tách hai giám khảo"),
        "remind_judge": Phrase("Nhắc giám khảo"),
        "end_assignment": Phrase("Thôi phân công giám khảo"),
        "compare_texts": Phrase("Kết luận về nội dung gần giống"),
        "edit_author_comment": Phrase("Biên tập ý kiến gửi tác giả"),
        "release_feedback": Phrase("Gửi kết quả chấm và ý kiến cho tác giả"),
        "hold_sitting": Phrase("Ghi phiên họp hội đồng"),
        "found_campaign": Phrase("Lập phong trào"),
        "clone_campaign": Phrase("Nhân bản phong trào"),
        "amend_campaign": Phrase("Sửa thông tin phong trào"),
        "amend_plan": Phrase("Sửa kế hoạch phong trào"),
        "set_timetable": Phrase("Đặt thời gian phong trào"),
        "announce_campaign": Phrase("Công bố phong trào"),
        "grant_extension": Phrase("Gia hạn nộp hồ sơ"),
        "revoke_extension": Phrase("Thu hồi gia hạn"),
        "keep_late_copy": Phrase("Giữ bản đến muộn"),
        "close_campaign": Phrase("Kết thúc phong trào"),
        "take_preset": Phrase("Lấy bộ tiêu chí mẫu"),
        "new_rubric_version": Phrase("Tạo phiên bản bộ tiêu chí"),
        "amend_rubric": Phrase("Sửa bộ tiêu chí"),
        "remove_rubric": Phrase("Xóa bộ tiêu chí chưa dùng"),
        "import_initiatives": Phrase("Nhập danh sách sáng kiến trước đây"),
        "file_appeal": Phrase("Gửi kiến nghị về kết quả"),
        "retry_mail": Phrase("Cho gửi lại thư"),
        "print_papers": Phrase("In phiếu giấy"),
        "key_paper": Phrase("Bắt đầu nhập phiếu giấy"),
        "finish_paper": Phrase("Nhập xong phiếu giấy"),
        "cancel_paper": Phrase("Hủy phiếu giấy"),
        "confirm_paper": Phrase("Tác giả xác nhận phiếu giấy"),
        "dispute_paper": Phrase("Tác giả báo phiếu giấy chưa đúng"),
        "check_passed": Phrase("Kiểm tra: nguyên vẹn"),
        "check_failed": Phrase("Kiểm tra: phát hiện sai lệch"),
    }
)
FACTS = _of_areas("FACTS") | {
    "from": Phrase("Từ trạng thái"),
    "to": Phrase("Sang trạng thái"),
    "reason": Phrase("Lý do"),
    "author": Phrase("Dòng tác giả"),
    "authors": Phrase("Các tác giả"),
    "name": Phrase("Họ tên"),
    "access": Phrase("Quyền"),
    "share": Phrase("Tỷ lệ đóng góp"),
    "signed_on": Phrase("Ngày ký trên giấy"),
    "unit": Phrase("Đơn vị"),
    "member": Phrase("Thành viên"),
    "role": Phrase("Nhiệm vụ trong tổ"),
    "certificates": Phrase("Giấy chứng nhận"),
    "number": Phrase("Số"),
    "revision": Phrase("Bản lưu thứ"),
    "late": Phrase("Nộp sau hạn, trong thời gian ân hạn"),
    "extension": Phrase("Theo lần gia hạn số"),
    "person": Phrase("Người được gia hạn"),
    "most_uses": Phrase("Số hồ sơ nhiều nhất"),
    "answer_due": Phrase("Hạn trả lời"),
    "due": Phrase("Hạn"),
    "decision": Phrase("Quyết định"),
    "minutes": Phrase("Biên bản"),
    "minutes_number": Phrase("Biên bản số"),
    "rank_in_unit": Phrase("Thứ hạng trong đơn vị"),
    "judges": Phrase("Giám khảo"),
    "judge": Phrase("Giám khảo"),
    "panel": Phrase("Tổ giám khảo"),
    "sheets": Phrase("Số phiếu"),
    "sheet": Phrase("Phiếu"),
    "method": Phrase("Cách tổng hợp"),
    "ranking": Phrase("Bảng xếp hạng"),
    "sitting": Phrase("Phiên họp"),
    "strand": Phrase("Nội dung thi đua"),
    "rows": Phrase("Số hồ sơ"),
    "outcome": Phrase("Kết quả"),
    "label": Phrase("Mức"),
    "inputs_sha256": Phrase("Mã băm dữ liệu vào"),
    "sha256": Phrase("Mã băm nội dung"),
    "version": Phrase("Phiên bản"),
    "plan": Phrase("Kế hoạch"),
    "part": Phrase("Phần kế hoạch"),
    "days": Phrase("Dời lịch (ngày)"),
    "source": Phrase("Nguồn"),
    "doubles": Phrase("Cặp có thể trùng"),
    "rubric": Phrase("Bộ tiêu chí"),
    "code": Phrase("Mã"),
    "form": Phrase("Phiếu giấy"),
    "forms": Phrase("Các phiếu giấy"),
    "way": Phrase("Cách xác nhận"),
    "fields": Phrase("Mục đã sửa"),
    "before": Phrase("Trước"),
    "after": Phrase("Sau"),
    "failed": Phrase("Mục không đạt"),
    "event": Phrase("Sự kiện"),
    "mail": Phrase("Thư"),
    "first": Phrase("Từ sự kiện"),
    "last": Phrase("Đến sự kiện"),
    "broken": Phrase("Sự kiện sai lệch"),
    "found": Phrase("Điều không đúng"),
    "question": Phrase("Câu hỏi số"),
    "appeal": Phrase("Kiến nghị số"),
    "request": Phrase("Yêu cầu số"),
    "drafts": Phrase("Bản nháp đã xóa"),
    "kept_texts": Phrase("Nội dung giữ tạm đã xóa"),
    "notices": Phrase("Thông báo đã xóa"),
    "dossiers": Phrase("Hồ sơ đã thay tên"),
    "verdict": Phrase("Kết luận"),
}
# Codes that stand in the facts, in words.
WORDS: dict[str, Mapping[Any, Phrase]] = (
    trail_session.WORDS
    | trail_sheets.WORDS
    | {
        "outcome": {
            "award": Phrase("Xếp giải"),
            "recognised": Phrase("Công nhận, không xếp giải"),
            "not_recognised": Phrase("Không công nhận"),
        },
        "role": {
            "member": Phrase("Thành viên"),
            "chair": Phrase("Tổ trưởng"),
            "vice_chair": Phrase("Tổ phó"),
            "secretary": Phrase("Thư ký"),
        },
        "access": {"view": Phrase("Được xem"), "edit": Phrase("Được xem và sửa")},
        "way": {
            "account": Phrase("Bằng tài khoản của mình"),
            "link": Phrase("Bằng liên kết trong thư"),
            "paper": Phrase("Bản giấy, người lập hồ sơ ghi nhận"),
            "stub": Phrase("Bằng hai mã trên phần cắt rời của phiếu giấy"),
        },
        **trail_awards.WORDS,
        **trail_conflicts.WORDS,
        **trail_decisions.WORDS,
        **trail_rewards.WORDS,
        "method": combining.METHODS,
        "verdict": similar_pairs.VERDICTS,
        "from": LABELS,
        "to": LABELS,
    }
)
BY_SYSTEM = Phrase("Hệ thống")
SUMS = frozenset({"rows", "sheets", "late_sheets", "finished"})


@dataclass(frozen=True)
class Line:
    number: int
    title: Phrase | str
    moment: Phrase
    actor: Phrase | str
    register_number: str
    code: str


@dataclass(frozen=True)
class Fact:
    label: Phrase | str
    value: str


def events_for(user: User) -> QuerySet[Event]:
    """Nobody follows the own dossier, or one marked blind, through the trail: judges and authors stand there.

    What happens to a draft is its authors' alone until it is filed.
    """
    barred = Submission.objects.barred_to(user).values("pk")
    unfiled = Q(submission__state=State.DRAFT, submission__register_number="")
    others = Event.objects.filter(Q(submission=None) | ~Q(submission__in=barred) & ~unfiled)
    return others.select_related("submission", "actor").only(
        "number",
        "at",
        "actor_name",
        "actor__staff_code",
        "actor__full_name",
        "verb",
        "submission__code",
        "submission__register_number",
        "submission__state",
    )


def lines(events: Iterable[Event]) -> list[Line]:
    return [line(event) for event in events]


def line(event: Event) -> Line:
    """A dossier that is a draft again is its author's alone, so it has a number here but no way in."""
    submission = event.submission
    return Line(
        number=event.number,
        title=verb_label(event.verb),
        moment=vn_datetime(event.at, seconds=True),
        actor=event.actor_shown or BY_SYSTEM,
        register_number=submission.register_number if submission else "",
        code=submission.code if submission and submission.state != State.DRAFT else "",
    )


def facts(event: Event, reader: User) -> list[Fact]:
    """Sums over dossiers are left out for whoever is barred from one of them: a sum would tell of it."""
    kept = event.facts
    if kept.keys() & SUMS and event.submission_id is None and _is_barred_in(event, reader):
        kept = {name: value for name, value in kept.items() if name not in SUMS}
    return [Fact(FACTS.get(name, name), _said(name, value)) for name, value in sorted(kept.items())]


def _is_barred_in(event: Event, reader: User) -> bool:
    return Submission.objects.barred_to(reader).filter(campaign=event.campaign_id).exists()


def verb_label(verb: str) -> Phrase | str:
    return VERBS.get(verb, verb)


def _said(name: str, value: Any) -> str:
    if name == "share":
        return f"{format_bp(value)} %"
    words = WORDS.get(name, {})
    return str(words[value]) if isinstance(value, str) and value in words else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_text(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    return "" if value is None else str(value)
