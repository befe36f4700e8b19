"""Who may open what. Every URL of the portal has a line here; whoever is not named finds nothing there.

`OPEN_TO` are pages, `ACTS` take a form only. `ONLY_IN` narrows a line to states of the dossier: before and after
them the page exists for nobody. "holder" is the judge to whom the page's alias was given.
"""

from campaign.rules.workflow import State
from tests.access.world import EVERYBODY, JUDGES, ROLES

PUBLIC = frozenset(EVERYBODY)
SIGNED_IN = frozenset(ROLES)
AUTHORS = frozenset({"owner", "co_author", "officer_author"})
UNIT = frozenset({"unit_desk", "unit_head"})
EVERY_UNIT = UNIT | {"other_head"}
OFFICERS = frozenset({"officer", "officer_author"})
PANEL = OFFICERS | {"administrator"}
OFFICE = PANEL | {"chair", "inspector"}
OFFICE_OF_DOSSIER = OFFICE - AUTHORS
EVERY_JUDGE = frozenset({*JUDGES, "judge_outside"})
ADMINISTRATOR = frozenset({"administrator"})
AUDIT = frozenset({"administrator", "inspector"})
HOLDER = frozenset({"holder"})

OPEN_TO = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "accounts:profile": SIGNED_IN,
    "accounts:people": ADMINISTRATOR,
    "accounts:add_person": ADMINISTRATOR,
    "accounts:person": ADMINISTRATOR,
    "accounts:edit_person": ADMINISTRATOR,
    "accounts:add_post": ADMINISTRATOR,
    "accounts:end_post": ADMINISTRATOR,
    "accounts:units": ADMINISTRATOR,
    "accounts:add_unit": ADMINISTRATOR,
    "accounts:unit": ADMINISTRATOR,
    "accounts:add_unit_version": ADMINISTRATOR,
    "accounts:merge_unit": ADMINISTRATOR,
    "dashboard": SIGNED_IN,
    "my_data": SIGNED_IN,
    "notices": SIGNED_IN,
    "mail_preferences": SIGNED_IN,
    "unsubscribe": PUBLIC,
    "attachment": AUTHORS | UNIT | OFFICE_OF_DOSSIER,
    "attachment_preview": AUTHORS | UNIT | OFFICE_OF_DOSSIER,
    "kept": SIGNED_IN,
    "keep_token": PUBLIC,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "robots": PUBLIC,
    "too_large": PUBLIC,
    "public:home": PUBLIC,
    "public:campaign": PUBLIC,
    "public:calendar": PUBLIC,
    "public:results": PUBLIC,
    "public:certificate_check": PUBLIC,
    "public:paper": PUBLIC,
    "public:certificate": PUBLIC,
    "public:help": PUBLIC,
    "public:accessibility": PUBLIC,
    "public:privacy": PUBLIC,
    "author:list": SIGNED_IN,
    "author:start": SIGNED_IN,
    "author:detail": AUTHORS,
    "author:edit": AUTHORS,
    "author:preview": AUTHORS,
    "author:submit": AUTHORS,
    "author:upload_part": frozenset({"owner"}),  # whose upload it is
    "author:replace_file": AUTHORS,
    "author:receipt": AUTHORS,
    "author:similar": AUTHORS,
    "author:supplement": AUTHORS,
    "author:copy": AUTHORS,
    "author:revisions": AUTHORS,
    "author:revision": AUTHORS,
    "author:paper": AUTHORS,
    "author:revision_paper": AUTHORS,
    "unit:queue": EVERY_UNIT,
    "unit:detail": UNIT,
    "unit:decide": UNIT,
    "unit:papers": EVERY_UNIT,
    "unit:paper_form": UNIT,
    "unit:paper": UNIT,
    "unit:revision_paper": UNIT,
    "office:queue": OFFICE,
    "office:detail": OFFICE_OF_DOSSIER,
    "office:check": OFFICE_OF_DOSSIER,
    "office:paper": OFFICE_OF_DOSSIER,
    "office:revision_paper": OFFICE_OF_DOSSIER,
    "office:similar": OFFICE_OF_DOSSIER,
    "office:revisions": OFFICE_OF_DOSSIER,
    "office:revision": OFFICE_OF_DOSSIER,
    "office:extensions": PANEL,
    "office:extension_new": PANEL,
    "office:late_copies": OFFICE,
    "office:late_copy": OFFICE_OF_DOSSIER,
    "office:assign": OFFICERS - AUTHORS,
    "office:assignment": OFFICERS,
    "author:questions": AUTHORS,
    "author:appeal": AUTHORS,
    "office:panels": PANEL,
    "office:panel_new": PANEL,
    "office:panel": PANEL,
    "office:rankings": OFFICE,
    "office:ranking": OFFICE,
    "office:decisions": PANEL,
    "office:decision_new": PANEL,
    "office:decision": OFFICE,
    "office:publish": PANEL,
    "office:certificates": OFFICE,
    "office:revoke": ADMINISTRATOR,
    "office:questions": PANEL,
    "office:question": PANEL - AUTHORS,
    "office:appeals": PANEL,
    "office:appeal": PANEL - AUTHORS,
    "office:outbox": PANEL,
    "office:mail": PANEL,
    "judge:list": EVERY_JUDGE,
    "judge:sheet": HOLDER,
    "judge:lock": HOLDER,
    "judge:conflict": HOLDER,
    "judge:attachment": HOLDER,
    "council:sittings": frozenset({"chair"}),
    "council:sitting_new": frozenset({"chair"}),
    "council:sitting": OFFICE,
    "setup:campaigns": ADMINISTRATOR,
    "setup:campaign_new": ADMINISTRATOR,
    "setup:campaign": ADMINISTRATOR,
    "setup:campaign_edit": ADMINISTRATOR,
    "setup:clone": ADMINISTRATOR,
    "setup:timetable": ADMINISTRATOR,
    "setup:strands": ADMINISTRATOR,
    "setup:award_levels": ADMINISTRATOR,
    "setup:checklist": ADMINISTRATOR,
    "setup:legal_bases": ADMINISTRATOR,
    "setup:data_requests": ADMINISTRATOR,
    "setup:data_request": ADMINISTRATOR,
    "setup:imports": ADMINISTRATOR,
    "setup:rehearsal": ADMINISTRATOR,
    "setup:library": OFFICE,
    "setup:rubrics": ADMINISTRATOR,
    "setup:rubric": ADMINISTRATOR,
    "setup:rubric_edit": ADMINISTRATOR,
    "setup:doubles": OFFICE,
    "inspect:trail": AUDIT,
    "inspect:dossier": AUDIT,
    "inspect:event": AUDIT,
}

ACTS = {
    "public:paper_confirm": PUBLIC,
    "public:paper_dispute": PUBLIC,
    "unit:papers_print": EVERY_UNIT,
    "unit:paper_begin": UNIT,
    "unit:paper_register": UNIT,
    "unit:paper_finish": UNIT,
    "unit:paper_cancel": UNIT,
    "language": PUBLIC,
    "keep": PUBLIC,
    "kept_forget": SIGNED_IN,
    "my_data_copy": SIGNED_IN,
    "my_data_erase": SIGNED_IN,
    "setup:data_erase": ADMINISTRATOR,
    "setup:data_refuse": ADMINISTRATOR,
    "notices_read": SIGNED_IN,
    "notice_read": frozenset({"owner"}),
    "accounts:close_account": ADMINISTRATOR,
    "accounts:open_account": ADMINISTRATOR,
    "accounts:sign_in_link": ADMINISTRATOR,
    "author:autosave": AUTHORS,
    "author:upload": AUTHORS,
    "author:upload_start": AUTHORS,
    "author:upload_cancel": frozenset({"owner"}),
    "author:remove_file": AUTHORS,
    "author:withdraw": AUTHORS,
    "author:revive": AUTHORS,
    "office:compare": OFFICE_OF_DOSSIER,
    "office:drop": OFFICE_OF_DOSSIER,
    "office:extension_revoke": PANEL,
    "office:assign_end": OFFICERS - AUTHORS,
    "office:finish": OFFICERS - AUTHORS,
    "office:panel_seat": PANEL,
    "office:panel_release": PANEL,
    "office:make_ranking": OFFICE,
    "office:mail_retry": PANEL,
    "setup:announce": ADMINISTRATOR,
    "setup:close": ADMINISTRATOR,
    "setup:rubric_version": ADMINISTRATOR,
    "setup:rubric_preset": ADMINISTRATOR,
    "setup:rubric_remove": ADMINISTRATOR,
    "setup:import_commit": ADMINISTRATOR,
    "setup:import_discard": ADMINISTRATOR,
    "inspect:check": AUDIT,
}

FILED = frozenset(State) - {State.DRAFT}
ONLY_IN = {
    "author:revision": FILED,
    "office:revisions": FILED,
    "office:revision": FILED,
    "author:receipt": FILED,
    "author:revision_paper": FILED,
    "unit:paper": FILED,
    "unit:revision_paper": FILED,
    "office:paper": FILED,
    "office:revision_paper": FILED,
    "unit:detail": FILED,
    "unit:decide": FILED,
    "office:detail": FILED,
    "office:check": FILED,
    "office:compare": FILED,
    "office:similar": FILED,
    "office:drop": FILED,
    "office:assign": FILED,
    "office:finish": FILED,
    "inspect:dossier": FILED,
}
# A draft is its authors' alone; from then on the unit and the office open its files too.
BEFORE_FILING = {"attachment": AUTHORS, "attachment_preview": AUTHORS}

EVERYTHING = OPEN_TO | ACTS


def may_open(name: str, state: str, holder: str) -> frozenset[str]:
    """The roles that may open this page of a dossier in this state."""
    if state not in ONLY_IN.get(name, frozenset(State)):
        return frozenset()
    if state == State.DRAFT and name in BEFORE_FILING:
        return BEFORE_FILING[name]
    allowed = EVERYTHING[name]
    return frozenset({holder}) if allowed == HOLDER else allowed
