"""What the README says is what the code does: diagram, settings, tasks and paths."""

import re
from pathlib import Path

from campaign.rules.workflow import MOVES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title):
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_the_diagram_is_the_table_of_moves():
    drawn = set(re.findall(r"^    (\w+) --> (\w+): (\w+)$", README, flags=re.MULTILINE))
    table = {
        (source.value, move.target.value, move.name) for move in MOVES.values() for source in move.sources
    }
    assert drawn == table


def test_every_setting_is_explained_and_every_explained_setting_is_read():
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"env\.\w+\(\s*[\"']([A-Z_]+)[\"']", settings))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", section("Settings"), flags=re.MULTILINE))
    assert explained == read


def test_every_place_on_the_map_exists():
    rows = re.findall(r"^\| (`.+?) \|", section("Where things are"), flags=re.MULTILINE)
    places = [place for row in rows for place in re.findall(r"`(.+?)`", row)]
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_promise_leads_to_tests_that_exist():
    rows = [line for line in section("What it promises").splitlines() if line.startswith("| ")][1:]
    linked = [re.findall(r"\]\((tests/[\w/]+\.py)\)", row) for row in rows]
    assert [row for row, tests in zip(rows, linked, strict=True) if not tests] == []
    assert [test for tests in linked for test in tests if not (ROOT / test).exists()] == []


def test_every_page_that_the_readme_or_a_doc_points_to_exists():
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([\w./-]+)\)", page.read_text())]
    assert [link for page, link in links if not (page.parent / link).exists()] == []


def test_every_task_of_make_is_a_task_of_the_front_door():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    tasks = (ROOT / "deploy" / "tasks.py").read_text(encoding="utf-8")
    offered = re.search(r"^TASKS := (.+)$", makefile, flags=re.MULTILINE)[1].split()
    assert offered == re.findall(r"^    \"([\w-]+)\": \w+,$", tasks, flags=re.MULTILINE)


def test_every_example_of_the_environment_is_a_setting_or_a_server_value():
    names = re.findall(r"^([A-Z_]+)=", (ROOT / "deploy" / "env.example").read_text(), flags=re.MULTILINE)
    known = README + (ROOT / "deploy" / "gunicorn.conf.py").read_text(encoding="utf-8")
    assert [name for name in names if name not in known] == []
