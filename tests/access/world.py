"""One campaign with one dossier, led by the real actions up to a state, and everybody who might look at it.

Every secret carries a token that occurs nowhere else, so that a page which shows it can be caught.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import assignment, eligibility, endorsement, judging, voices
from campaign.actions import submission as authoring
from campaign.actions.application import digest, frozen
from campaign.actions.author_rows import share_of
from campaign.actions.coauthors import Invitee, invite
from campaign.actions.feedback import edit_comment, release
from campaign.actions.invitation_answers import accept
from campaign.actions.paper import print_forms
from campaign.actions.publication import publish
from campaign.actions.ranking import make_ranking
from campaign.actions.redaction import redact
from campaign.actions.share_confirmation import confirm_share
from campaign.actions.sitting import Meeting, Outcome, hold_sitting
from campaign.documents.blind_copy import fingerprint
from campaign.documents.feedback import rehearsal
from campaign.models import clock
from campaign.models.attachment import Attachment
from campaign.models.campaign import Campaign
from campaign.models.deadline import Extension
from campaign.models.following import DataRequest
from campaign.models.library import ImportBatch, PastInitiative
from campaign.models.revision import LateCopy
from campaign.models.submission import Submission
from campaign.models.writing import KeptForm
from campaign.rules.ballot import Count
from campaign.rules.coauthors import tag
from campaign.rules.sheet_words import Said
from tests.access.bodies import seat_bodies
from tests.access.deciding import sign_and_hold
from tests.access.live_session import hold_session
from tests.access.news import write_news
from tests.access.sent_files import attach
from tests.access.set_hour import set_an_hour
from tests.access.tokens import token
from tests.factories import make_campaign, make_submission, make_unit, make_user

STATES = ("draft", "submitted", "supplement", "accepted", "judging", "judged", "decided", "published")
JUDGES = ("judge_locked", "judge_marking", "judge_waiting")
ROLES = {
    "owner": (Role.AUTHOR,),
    "co_author": (Role.AUTHOR,),
    "other_author": (Role.AUTHOR,),
    "unit_desk": (Role.UNIT_DESK,),
    **dict.fromkeys(("unit_head", "other_head"), (Role.UNIT_HEAD,)),
    "officer": (Role.OFFICER,),
    "officer_author": (Role.OFFICER,),
    **dict.fromkeys(JUDGES, (Role.JUDGE,)),
    "judge_outside": (Role.JUDGE,),
    "chair": (Role.CHAIR,),
    "administrator": (Role.ADMINISTRATOR,),
    "inspector": (Role.INSPECTOR,),
}
EVERYBODY = ("anonymous", *ROLES)
IN_THE_UNIT = ("owner", "co_author", "other_author", "unit_desk", "unit_head")
POINTS = {"novelty": "35.5", "applicability": "27.5", "benefit": "28"}


@dataclass
class World:
    campaign: Campaign
    dossier: Submission
    people: dict[str, User]
    attachment: Attachment

    def alias(self, judge: str) -> str:
        return self.dossier.assignments.get(judge=self.people[judge]).alias


def build(state: str) -> World:
    """The steps up to `state`, each by the person whose step it is."""
    world = _draft()
    if state == "supplement":
        _go(world, (_submit, _endorse, _ask))
    else:
        lead(world, state)
    return world


def lead(world: World, state: str) -> None:
    """From where it stands to a later state of the usual way."""
    usual = [one for one in STATES if one != "supplement"]
    steps = (_submit, _endorse_and_accept, _judge, _finish, _decide, _publish)
    _go(world, steps[usual.index(world.dossier.state) : usual.index(state)])


def _go(world, steps):
    for step in steps:
        step(world)
        world.dossier = Submission.objects.get(pk=world.dossier.pk)


def _draft() -> World:
    unit, issuer = make_unit("Phòng Một cửa"), make_unit("Ủy ban thành phố", kind="peoples_committee")
    campaign = make_campaign(issuer=issuer)
    people = {name: _person(name, roles, unit) for name, roles in ROLES.items()}
    dossier = _dossier(campaign, people)
    seat_bodies(dossier, people, JUDGES, token)
    make_submission(campaign=campaign, owner=people["other_author"], title="Hồ sơ khác còn nháp")
    batch = ImportBatch.objects.create(
        source="danh-sach-cu.csv", sha256="0" * 64, imported_by=people["administrator"],
        imported_at=clock.now(), rows=1,
    )  # fmt: skip
    PastInitiative.objects.create(
        batch=batch, row_number=1, title="Sáng kiến năm trước", authors=[], search_text="sang kien nam truoc"
    )
    attachment = attach(dossier)
    DataRequest.objects.create(user=people["other_author"], kind="erasure", asked_at=clock.now())
    _too_late(dossier, people)
    _typed_and_not_saved(people["owner"])
    write_news(people)
    print_forms(campaign, by=people["unit_desk"], strand=dossier.strand, unit=dossier.unit, count=1)
    return World(campaign, dossier, people, attachment)


def _too_late(dossier, people):
    """It came once when it was too late; then somebody was given more time."""
    content, _ = frozen(dossier)
    content["conditions"] = f"Bản đến muộn {token('late')}"
    now = clock.now()
    LateCopy.objects.create(
        submission=dossier,
        content=content,
        sha256=digest(content),
        closed_at=now,
        made_by=dossier.owner,
        received_at=now,
    )
    Extension.objects.create(
        campaign=dossier.campaign, person=people["other_author"], closes=now + timedelta(days=9),
        reason=f"Mưa lũ {token('extension')}", granted_by=people["officer"], granted_at=now,
    )  # fmt: skip


def _typed_and_not_saved(owner):
    KeptForm.objects.create(
        owner=owner,
        key="don",
        label="Đơn",
        address="/",
        fields={"nature": [f"Gõ dở {token('kept')}"]},
        saved_at=clock.now(),
    )


def _person(name, roles, unit):
    others = {"unit": unit} if name in IN_THE_UNIT else {}
    return make_user(*roles, full_name=f"Nguyễn Thị {token(name)}", gender="female", **others)


def _dossier(campaign, people):
    dossier = make_submission(
        campaign=campaign,
        owner=people["owner"],
        shares=(6000, 3000, 1000),
        title=f"Cải tiến tiếp nhận hồ sơ {token('title')}",
        nature=f"Giải pháp mới dùng phiếu có mã. {token('nature')}",
        conditions=f"Cần máy in của tổ {token('redacted')}.",
        confidential=f"Công thức giữ kín {token('confidential')}",
    )
    for order, name in enumerate(("co_author", "officer_author"), 2):
        _join(dossier, dossier.authorships.get(order=order), people[name])
    return Submission.objects.get(pk=dossier.pk)


def _join(dossier, row, person):
    """Invited by the owner, accepted, and the own share confirmed."""
    whom = Invitee(person.staff_code, person.full_name)
    dossier.authorships.filter(pk=row.pk).update(full_name=person.full_name)
    accept(invite(dossier, by=dossier.owner, whom=whom, uid=row.uid), by=person)
    confirm_share(dossier, by=person, shown=tag(share_of(dossier)))


def _submit(world):
    authoring.submit(world.dossier, by=world.people["owner"], version=world.dossier.version, declared=True)
    voices.ask(world.dossier, by=world.people["co_author"], text=f"Bao giờ xét? {token('question')}")


def _endorse(world):
    endorsement.endorse(
        world.dossier, by=world.people["unit_head"], comment=f"Đồng ý. {token('endorsement')}"
    )


def _ask(world):
    eligibility.request_supplement(
        world.dossier,
        by=world.people["officer"],
        points=f"Bổ sung minh chứng. {token('supplement')}",
        due_on=clock.today() + timedelta(days=20),
    )


def _accept(world):
    items = world.campaign.checklist.all()
    answers = [eligibility.Answer(item.pk, True, f"Đã xem {token('check')}") for item in items]
    eligibility.accept(world.dossier, by=world.people["officer"], answers=answers)
    hidden = {"field": "conditions", "text": "Cần máy in.", "seen": fingerprint(world.dossier.conditions)}
    redact(world.dossier, by=world.people["officer"], **hidden)


def _judge(world):
    """One sheet locked, one begun, one not opened."""
    judges = [world.people[name] for name in JUDGES]
    assignment.appoint(world.dossier, by=world.people["officer"], judges=judges)
    _mark(world, "judge_locked", lock=True)
    _mark(world, "judge_marking", lock=False)


def _mark(world, judge, *, lock):
    by = world.people[judge]
    given = world.dossier.assignments.get(judge=by)
    remark = f"Nhận xét {token(f'remark of {judge}')}"
    entries = {code: judging.Entry(Decimal(points), remark) for code, points in POINTS.items()}
    typed = {"version": getattr(judging.current_sheet(given), "version", 0), "entries": entries}
    said = Said("", "", "other", f"Nghi trùng {token('violation')}") if judge == JUDGES[0] else Said()
    words = f"Ý kiến {token(f'comment of {judge}')}"
    version = judging.save_sheet(given, by=by, comment=words, said=said, **typed).version
    if lock:
        judging.lock(given, by=by, version=version)


def _finish(world):
    _mark(world, "judge_marking", lock=True)
    _mark(world, "judge_waiting", lock=True)
    judged = Submission.objects.get(pk=world.dossier.pk)
    edit_comment(
        judged, by=world.people["officer"], text=f"Nên nói rõ hơn. {token('explanation')}", version=0
    )


def _decide(world):
    snapshot = make_ranking(world.dossier.strand, by=world.people["officer"])
    hold_session(snapshot, world.people)
    meeting = Meeting(
        clock.today(), "Phòng họp", "Chủ tọa", "Thư ký", 9, 7, "03/BB-HĐSK", f"Ghi chú {token('sitting')}"
    )
    outcomes = [
        Outcome(row.submission_id, "award", row.award_level_id, Count(6, 1), f"Vì {token('reason')}")
        for row in snapshot.rows.all()
    ]
    sitting = hold_sitting(snapshot, by=world.people["chair"], meeting=meeting, outcomes=outcomes)
    decision = sign_and_hold(world, sitting, token)
    set_an_hour(decision, by=world.people["administrator"])


def _publish(world):
    decision = world.campaign.decisions.get()
    publish(decision, by=world.people["administrator"])
    release(decision, by=world.people["officer"], seen=rehearsal(decision, world.people["officer"]).seen)
    published = Submission.objects.get(pk=world.dossier.pk)
    voices.appeal(published, by=world.people["owner"], grounds=f"Xem lại giúp. {token('appeal')}")


def _endorse_and_accept(world):
    _endorse(world)
    _accept(world)
