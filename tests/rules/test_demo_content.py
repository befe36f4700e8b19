"""The demonstration content holds together: what refers exists, what is summed sums, what is dated is possible."""

import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from accounts.roles import Employment, Role, UnitKind
from accounts.text import fold
from campaign.management.demo import content
from campaign.rules.application import FIELDS
from campaign.rules.workflow import State

UNITS = {unit["code"]: unit for unit in content.units()}
PEOPLE = {person["staff_code"]: person for person in content.people()}
CAMPAIGN = content.campaign_2019()
RUNNING = content.campaign_2026()
STRANDS = [strand["code"] for strand in (*CAMPAIGN["strands"], RUNNING["added_strand"])]
CRITERIA = {criterion["code"]: criterion for criterion in CAMPAIGN["rubric"]["criteria"]}
HELP = CAMPAIGN["field_help"]
OLD, NEW = content.dossiers_2019(), content.dossiers_2026()
FILED = {"2019": date(2019, 9, 1), "2026": date(2026, 11, 15)}
AUTHOR_KEYS = {
    "full_name",
    "birth_date",
    "workplace",
    "job_title",
    "qualification",
    "gender",
    "direct_worker",
    "share_percent",
}
COMPLETE = [row for row in (*OLD, *NEW) if row["target_state"] != "draft"]
ENDORSED = [row for row in COMPLETE if "endorse_comment" in row or row["target_state"] == "declined"]
JUDGED = [row for row in COMPLETE if row["target_state"] in ("judged", "ranked", "published")]
COUNCILS = [(plan, council) for plan in (CAMPAIGN, RUNNING) for council in plan["councils"]]

each = pytest.mark.parametrize
by_key = {"ids": lambda row: row["key"]}


def number(text):
    return Decimal(text.replace(",", "."))


def posts_on(person, day):
    """(unit, roles) of the posts that a person of the file holds on a day."""
    now = {"unit": person["unit"], "roles": person["roles"], "starts": person["starts"], "ends": "9999-12-31"}
    posts = [*person["earlier_posts"], now]
    return [
        (post["unit"], post["roles"]) for post in posts if post["starts"] <= day.isoformat() <= post["ends"]
    ]


def holders(role, unit, day):
    held = [(code, posts_on(person, day)) for code, person in PEOPLE.items()]
    return {code for code, posts in held if any(place == unit and role in roles for place, roles in posts)}


def author_codes(row):
    return {row["owner"]} | {author["staff_code"] for author in row["authors"] if "staff_code" in author}


def mean_total(row):
    totals = [sum(number(mark["points"]) for mark in sheet["marks"].values()) for sheet in row["sheets"]]
    return sum(totals) / len(totals)


def criterion_means(row):
    return {
        code: sum(number(sheet["marks"][code]["points"]) for sheet in row["sheets"]) / len(row["sheets"])
        for code in CRITERIA
    }


@each("path", sorted(content.FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_every_file_is_written_in_composed_letters(path):
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)


@each("unit", UNITS.values(), ids=lambda unit: unit["code"])
def test_a_unit_lives_without_gaps_among_units_that_exist(unit):
    versions = unit["versions"]
    joints = [(before["valid_to"], after["valid_from"]) for before, after in pairwise(versions)]
    assert [end for end, begin in joints] == [begin for end, begin in joints]
    assert {version["parent"] for version in versions} - {None} - set(UNITS) == set()
    assert {successor["code"] for successor in unit["successors"]} - set(UNITS) == set()
    assert {version["kind"] for version in versions} - {kind.value for kind in UnitKind} == set()
    assert bool(unit["successors"]) == (versions[-1]["valid_to"] is not None)


def test_the_ten_wards_and_communes_flow_into_three_wards():
    wards = {code: unit for code, unit in UNITS.items() if unit["versions"][0]["parent"] == "BL-TP"}
    flow = Counter(
        unit["successors"][0]["code"] for unit in wards.values() if unit["versions"][0]["level"] == "ward"
    )
    assert flow == {"CM-BACLIEU": 5, "CM-VINHTRACH": 2, "CM-HIEPTHANH": 3}


@each("person", PEOPLE.values(), ids=lambda person: person["staff_code"])
def test_a_person_is_of_age_and_works_where_there_is_a_unit(person):
    units = {person["unit"], *(post["unit"] for post in person["earlier_posts"])}
    roles = {*person["roles"], *(role for post in person["earlier_posts"] for role in post["roles"])}
    assert units - set(UNITS) == set()
    assert roles - {role.value for role in Role} == set()
    assert person["employment"] in {kind.value for kind in Employment}
    assert person["birth_date"] < "2006-01-01"
    assert person["email"].endswith("@example.vn")


def test_staff_codes_and_addresses_are_given_once():
    rows = content.people()
    assert len({row["staff_code"] for row in rows}) == len({row["email"] for row in rows}) == len(rows)


def test_nine_judges_come_from_nine_units():
    judges = [person["unit"] for person in PEOPLE.values() if "judge" in person["roles"]]
    assert (len(judges), len(set(judges))) == (9, 9)


@each("unit", sorted({row["unit"] for row in NEW}))
def test_every_unit_that_files_has_a_desk_and_a_head(unit):
    day = FILED["2026"]
    assert holders("unit_desk", unit, day) and holders("unit_head", unit, day)


def test_the_campaigns_have_as_many_dossiers_of_each_state_as_planned():
    assert Counter(row["target_state"] for row in OLD) == {"published": 23, "withdrawn": 1}
    assert Counter(row["target_state"] for row in NEW) == {
        "draft": 9,
        "submitted": 8,
        "returned": 3,
        "declined": 1,
        "endorsed": 6,
        "supplement": 5,
        "accepted": 8,
        "refused": 2,
        "assigned": 4,
        "judging": 4,
        "judged": 2,
        "ranked": 6,
        "withdrawn": 2,
        "dropped": 2,
    }


def test_keys_and_titles_are_given_once():
    rows = [*OLD, *NEW]
    assert len({row["key"] for row in rows}) == len({fold(row["title"]) for row in rows}) == len(rows) == 86


@each("row", [*OLD, *NEW], **by_key)
def test_a_dossier_refers_to_what_exists(row):
    workers = {code for code in author_codes(row) | set(row.get("judges", [])) if code in PEOPLE}
    assert workers == author_codes(row) | set(row.get("judges", []))
    assert {row["unit"], row["endorsing_unit"]} - set(UNITS) == set()
    assert row["strand"] in STRANDS
    assert State(row["target_state"]).value == row["target_state"]


@each("row", [*OLD, *NEW], **by_key)
def test_the_owner_works_in_the_unit_on_the_day_of_filing(row):
    day = FILED[row["key"][:4]]
    assert row["unit"] in [unit for unit, roles in posts_on(PEOPLE[row["owner"]], day)]


@each("row", [*OLD, *NEW], **by_key)
def test_shares_sum_to_exactly_one_hundred(row):
    assert sum(number(author["share_percent"]) for author in row["authors"]) == Decimal(100)


@each("row", [*OLD, *NEW], **by_key)
def test_an_outside_author_is_described_in_full(row):
    outside = [author for author in row["authors"] if "staff_code" not in author]
    assert [set(author) for author in outside] == [AUTHOR_KEYS] * len(outside)


@each("row", COMPLETE, **by_key)
def test_a_filed_dossier_has_all_that_the_form_requires(row):
    required = (
        "title",
        "summary",
        "field_of_application",
        "first_used_on",
        "nature",
        "conditions",
        "benefits_author",
    )
    assert [name for name in required if not row[name]] == []


@each("row", [row for row in NEW if "supplement_answers" in row], **by_key)
def test_every_point_that_is_answered_was_asked(row):
    assert len(row["supplement_answers"]) == len(row["supplement_points"])


def test_every_field_of_the_application_has_words_and_an_example():
    said = {field: sorted(name for name, text in words.items() if text) for field, words in HELP.items()}
    assert said == {field.name: ["example", "help"] for field in FIELDS}


@each("row", COMPLETE, **by_key)
def test_first_use_lies_within_the_year_before_filing(row):
    filed = FILED[row["key"][:4]]
    earliest = filed.replace(year=filed.year - 1)
    assert earliest <= date.fromisoformat(row["first_used_on"]) < filed


@each("row", [row for row in COMPLETE if row in NEW], **by_key)
def test_the_description_is_long_enough_to_judge(row):
    assert 120 <= len(row["nature"].split()) <= 240


@each("row", ENDORSED, **by_key)
def test_some_head_who_is_no_author_can_speak_for_the_unit(row):
    heads = holders("unit_head", row["endorsing_unit"], FILED[row["key"][:4]])
    assert heads - author_codes(row) != set()


@each("row", [row for row in COMPLETE if "judges" in row], **by_key)
def test_judges_are_neither_authors_nor_of_the_unit(row):
    day = FILED[row["key"][:4]]
    judges = set(row["judges"])
    at_home = {
        code for code in judges if row["unit"] in [unit for unit, roles in posts_on(PEOPLE[code], day)]
    }
    assert (len(judges), judges & author_codes(row), at_home) == (3, set(), set())


@each("row", [row for row in COMPLETE if "stepped_aside" in row], **by_key)
def test_who_stepped_aside_is_another_than_who_judged(row):
    aside = row["stepped_aside"]
    assert aside["judge"] not in row["judges"] and aside["successor"] in row["judges"]


@each("row", [row for row in COMPLETE if "redaction" in row], **by_key)
def test_what_is_taken_out_stands_in_the_text(row):
    assert row["redaction"]["taken_out"] in row[row["redaction"]["field"]]


@each(("plan", "council"), COUNCILS, ids=lambda plan: plan.get("decision_number"))
def test_a_council_has_its_seats_and_members_who_work_here(plan, council):
    seats = Counter(member["seat"] for member in council["members"])
    people = [member["person"] for member in council["members"]]
    assert (seats["chair"], seats["secretary"], seats["union"]) == (1, 1, 1)
    assert len(set(people) & set(PEOPLE)) == len(people)


def test_the_council_of_2019_is_that_of_its_minutes_and_concludes_on_every_dossier_of_its_strand():
    members, session, stated = CAMPAIGN["councils"][0]["members"], CAMPAIGN["session"], CAMPAIGN["sitting"]
    strand = {row["key"] for row in OLD if row["strand"] == session["strand"] and "outcome" in row}
    present = len(members) - len(session["absent"])
    assert (len(members), present) == (stated["members_total"], stated["members_present"])
    assert set(session["conclusions"]) == strand
    assert {*session["against"], *(row["dossier"] for row in session["recused"])} <= strand


@each("row", [row for row in COMPLETE if "sheets" in row], **by_key)
def test_marks_lie_on_the_steps_of_the_rubric(row):
    marks = [pair for sheet in row["sheets"] for pair in sheet["marks"].items()]
    beyond = [
        mark["points"]
        for code, mark in marks
        if not Decimal(0) < number(mark["points"]) < number(CRITERIA[code]["max_points"])
        or number(mark["points"]) % number(CRITERIA[code]["step"])
    ]
    assert beyond == []


@each("row", JUDGED, **by_key)
def test_a_judged_dossier_has_three_full_locked_sheets(row):
    sheets = [(sheet["judge"], sheet["locked"], set(sheet["marks"])) for sheet in row["sheets"]]
    assert sheets == [(judge, True, set(CRITERIA)) for judge in row["judges"]]


@each("row", [row for row in OLD if "outcome" in row], **by_key)
def test_recognition_follows_the_pass_rule(row):
    rule = CAMPAIGN["rubric"]["pass_rule"]
    passes = mean_total(row) >= number(rule["total_min"]) and min(criterion_means(row).values()) >= number(
        rule["criterion_min"]
    )
    assert row["outcome"] == ("recognised" if passes else "not_recognised")
    assert bool(row["outcome_reason"]) == (not passes)


def test_awards_follow_the_marks_and_use_up_the_quotas():
    ranked = sorted((row for row in OLD if row.get("outcome") == "recognised"), key=mean_total, reverse=True)
    expected = [level["code"] for level in CAMPAIGN["award_levels"] for _ in range(level["quota"])]
    assert [row["award"] for row in ranked] == expected + [None] * (len(ranked) - len(expected))


def test_the_review_day_is_the_one_window_that_the_plan_states():
    stated = [
        (window["kind"], window["opens"][:10]) for window in CAMPAIGN["windows"] if window["source"] == "plan"
    ]
    assert stated == [("council", CAMPAIGN["review_date"])]
