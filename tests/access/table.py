"""Who may open what. Every URL of the portal has a line here; whoever is not named finds nothing there.

`OPEN_TO` are pages, `ACTS` take a form only. `ONLY_IN` narrows a line to states of the dossier: before and after
them the page exists for nobody. "holder" is the judge to whom the page's alias was given.
"""

from campaign.rules.workflow import State
from tests.access import bodies, deciding, helping, news, papers_table, publishing, session_table, showcase
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

SETUP = [
    "award_levels", "award_rule", "campaign", "campaign_edit", "campaign_new", "campaigns", "checklist",
    "clone", "data_request", "data_requests", "field_help", "imports", "legal_bases", "quotas", "rehearsal",
    "rubric", "rubric_edit", "rubrics", "strands", "timetable",
]  # fmt: skip
BLIND_COPY = ("office:redaction", "office:redact_text", "office:redact_file")

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
    "kept": SIGNED_IN,
    "keep_token": PUBLIC,
    "attachment": AUTHORS | UNIT | OFFICE_OF_DOSSIER,
    "attachment_preview": AUTHORS | UNIT | OFFICE_OF_DOSSIER,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "robots": PUBLIC,
    **dict.fromkeys(news.READING, PUBLIC),
    **dict.fromkeys(news.DESK, PANEL),
    "office:news_setup": ADMINISTRATOR,
    "too_large": PUBLIC,
    "public:home": PUBLIC,
    "public:campaign": PUBLIC,
    "public:calendar": PUBLIC,
    **showcase.PAGES,
    **publishing.PAGES,
    **deciding.PAGES,
    "public:certificate_check": PUBLIC,
    "public:paper": PUBLIC,
    "public:certificate": PUBLIC,
    "public:help": PUBLIC,
    **helping.PAGES,
    "public:accessibility": PUBLIC,
    "public:privacy": PUBLIC,
    "public:fairness_method": PUBLIC,
    "author:list": SIGNED_IN,
    "author:start": SIGNED_IN,
    "author:detail": AUTHORS,
    "author:edit": AUTHORS,
    "author:preview": AUTHORS,
    "author:coauthors": AUTHORS,
    "author:invitations": SIGNED_IN,
    "author:invitation": frozenset({"co_author"}),
    "share_link": PUBLIC,
    "author:submit": AUTHORS,
    "author:upload_part": frozenset({"owner"}),  # whose upload it is
    "author:replace_file": AUTHORS,
    "author:receipt": AUTHORS,
    "author:similar": AUTHORS,
    "author:supplement": AUTHORS,
    "author:copy": AUTHORS,
    "author:revisions": AUTHORS,
    "author:revision": AUTHORS,
    "author:questions": AUTHORS,
    "author:appeal": AUTHORS,
    "author:objections": AUTHORS,
    "unit:queue": EVERY_UNIT,
    "unit:detail": UNIT,
    "unit:decide": UNIT,
    "unit:papers": EVERY_UNIT,
    "unit:paper_form": UNIT,
    "office:queue": OFFICE,
    "office:detail": OFFICE_OF_DOSSIER,
    "office:check": OFFICE_OF_DOSSIER,
    "office:similar": OFFICE_OF_DOSSIER,
    "office:revisions": OFFICE_OF_DOSSIER,
    "office:revision": OFFICE_OF_DOSSIER,
    "office:extensions": PANEL,
    "office:extension_new": PANEL,
    "office:late_copies": OFFICE,
    "office:late_copy": OFFICE_OF_DOSSIER,
    "office:sheets": OFFICERS - AUTHORS | {"chair"},
    "office:sheet_return": OFFICERS - AUTHORS | {"chair"},
    "office:violations": OFFICERS,
    "office:violation": OFFICERS - AUTHORS,
    "office:redactions": OFFICERS,
    **dict.fromkeys(BLIND_COPY, OFFICERS - AUTHORS),
    "office:assign": OFFICERS - AUTHORS,
    "office:assignment": OFFICERS,
    "office:loads": OFFICERS,
    "office:judge_work": OFFICERS,
    "office:apart": OFFICERS,
    "office:assignment_list": OFFICERS,
    "office:assignment_rehearsal": frozenset({"officer"}),  # whose file it is
    "office:scores": OFFICE,
    "office:score_table": OFFICE,
    "office:score_table_xlsx": OFFICE,
    "office:votes": PANEL,
    "office:spreads": OFFICERS | {"chair"},
    "office:panel_close": OFFICERS | {"chair"},
    "office:rounds": OFFICE_OF_DOSSIER,
    "office:third_judge": OFFICERS - AUTHORS,
    "office:rankings": OFFICE,
    "office:ranking": OFFICE,
    "office:fairness": OFFICERS | {"chair"},
    "office:fairness_dossiers": OFFICERS | {"chair"},
    "office:fairness_apart": OFFICERS | {"chair"},
    "office:score_basis": OFFICERS | {"chair"},
    "office:feedback": OFFICERS,
    "office:author_comment": OFFICERS - AUTHORS,
    **dict.fromkeys(("office:ranking_row", "office:ranking_sheet"), OFFICE),
    "office:lots": OFFICERS | {"chair"},
    "office:questions": PANEL,
    "office:question": PANEL - AUTHORS,
    **dict.fromkeys(bodies.PAGES, PANEL),
    "judge:seats": EVERY_JUDGE | {"chair"},
    "office:dossier_conflicts": PANEL - AUTHORS,
    "office:appeals": PANEL,
    "office:appeal": PANEL - AUTHORS,
    "office:outbox": PANEL,
    "office:mail": PANEL - AUTHORS,
    "judge:list": EVERY_JUDGE,
    "judge:spread": EVERY_JUDGE,
    "judge:offline": EVERY_JUDGE,
    "judge:offline_file": EVERY_JUDGE,
    "judge:sheet": HOLDER,
    **dict.fromkeys(("judge:lock", "judge:sheet_paper"), HOLDER),
    "judge:conflict": HOLDER,
    "judge:attachment": HOLDER,
    "judge:picture": frozenset(),  # the world's file is a PDF
    "judge:document": HOLDER,
    "council:sitting": OFFICE,
    **session_table.PAGES,
    **papers_table.pages(OFFICE, PANEL, AUTHORS, ADMINISTRATOR),
    **papers_table.of_dossier({"author": AUTHORS, "unit": UNIT, "office": OFFICE_OF_DOSSIER}),
    **{f"setup:{name}": ADMINISTRATOR for name in SETUP},
    "setup:library": OFFICE,
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
    "kept_forget": SIGNED_IN,  # of another person's text it says the same as of one that is gone
    "my_data_copy": SIGNED_IN,
    "my_data_erase": SIGNED_IN,
    "setup:data_erase": ADMINISTRATOR,
    "setup:data_refuse": ADMINISTRATOR,
    "notices_read": SIGNED_IN,
    "notice_read": frozenset({"owner"}),
    "accounts:close_account": ADMINISTRATOR,
    "accounts:open_account": ADMINISTRATOR,
    "accounts:sign_in_link": ADMINISTRATOR,
    "judge:autosave": HOLDER,
    "judge:offline_save": frozenset(),  # whose file it is
    "author:autosave": AUTHORS,
    "author:upload": AUTHORS,
    "author:upload_start": AUTHORS,
    "author:upload_cancel": frozenset({"owner"}),
    "author:remove_file": AUTHORS,
    "author:withdraw": AUTHORS,
    "author:revive": AUTHORS,
    "author:coauthor": AUTHORS,
    "author:ask_shares": AUTHORS,
    "author:confirm_share": AUTHORS,
    "author:leave": AUTHORS,
    "office:compare": OFFICE_OF_DOSSIER,
    "office:drop": OFFICE_OF_DOSSIER,
    "office:extension_revoke": PANEL,
    "office:assign_end": OFFICERS - AUTHORS,
    "office:demand": OFFICERS - AUTHORS,
    "office:assignment_ask": OFFICERS,
    "office:assignment_commit": OFFICERS,
    "office:assignment_drop": OFFICERS,
    "office:assignment_list_commit": frozenset({"officer"}),
    "office:assignment_list_discard": frozenset({"officer"}),
    "office:remind_judge": OFFICERS,
    "office:together": OFFICERS,
    "office:strict_fields": OFFICERS,
    "office:finish": OFFICERS - AUTHORS,
    "office:conflict_answer": PANEL - AUTHORS,
    **dict.fromkeys(bodies.ACTS, PANEL),
    **dict.fromkeys(news.DESK_ACTS, PANEL),
    **dict.fromkeys(bodies.OWN_ACTS, frozenset({JUDGES[0]})),
    "office:panel_reopen": frozenset({"chair"}),
    "office:round_open": (OFFICERS - AUTHORS) | {"chair"},
    "office:round_choose": (OFFICERS - AUTHORS) | {"chair"},
    "office:make_ranking": OFFICE,
    "office:mail_retry": PANEL - AUTHORS,
    **{f"setup:rubric_{name}": ADMINISTRATOR for name in ("version", "preset", "remove")},
    **dict.fromkeys(("setup:announce", "setup:close"), ADMINISTRATOR),
    **dict.fromkeys(("setup:import_commit", "setup:import_discard"), ADMINISTRATOR),
    **session_table.ACTS,
    **dict.fromkeys(papers_table.ACTS, PANEL),
    papers_table.RESTORE: ADMINISTRATOR,
    **showcase.ACTS,
    **helping.ACTS,
    **publishing.ACTS,
    **deciding.ACTS,
    "inspect:check": AUDIT,
}

FILED = frozenset(State) - {State.DRAFT}
JUDGED = frozenset(
    {State.JUDGED, State.RANKED, State.PROPOSED, State.DECIDED, State.PUBLISHED, State.REVOKED}
)
FROM_FILING = [
    "author:revision", "office:revisions", "office:revision", "author:receipt", "author:revision_paper",
    "unit:paper", "unit:revision_paper", "office:paper", "office:revision_paper", "unit:detail",
    "unit:decide", "office:detail", "office:check", "office:compare", "office:similar", "office:drop",
    "office:sheets", "office:sheet_return", *BLIND_COPY,
    "office:assign", "office:finish", "office:demand", "office:rounds", "office:round_open",
    "office:round_choose", "office:third_judge", "inspect:dossier",
    "office:dossier_conflicts", "office:conflict_answer",
]  # fmt: skip
ONLY_IN = dict.fromkeys(FROM_FILING, FILED) | {
    "office:fairness": JUDGED,
    "office:fairness_dossiers": JUDGED,
    "office:fairness_apart": JUDGED,
    "office:score_basis": JUDGED,
    "office:author_comment": JUDGED,
    **showcase.ONLY_IN,
    **publishing.ONLY_IN,
    "office:benefit": FILED,
}
OTHERWISE_IN = {
    # A draft is its authors' alone; from then on the unit and the office open its files too.
    State.DRAFT: dict.fromkeys(("attachment", "attachment_preview"), AUTHORS),
    # Who is partial to a line is refused the whole list until publication; from then on only that line is missing.
    State.PUBLISHED: {
        "office:lots": OFFICERS - AUTHORS | {"chair"},
        "office:ranking_row": OFFICE_OF_DOSSIER,
        **helping.WHEN_PUBLISHED,
    },
}

EVERYTHING = OPEN_TO | ACTS


def may_open(name: str, state: str, holder: str) -> frozenset[str]:
    """The roles that may open this page of a dossier in this state."""
    if state not in ONLY_IN.get(name, frozenset(State)):
        return frozenset()
    allowed = OTHERWISE_IN.get(state, {}).get(name, EVERYTHING[name])
    return frozenset({holder}) if allowed == HOLDER else allowed
