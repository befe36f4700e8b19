"""The house rules that no linter knows: where things may be said, and how large they may grow."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("config", "accounts", "campaign", "deploy", "tests")
OWN_NAMESPACES = ("http://www.w3.org/", "http://www.sitemaps.org/schemas/", "http://purl.org/")


def files(*patterns):
    found = (path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())
    return sorted(path for path in found if "vendor" not in path.parts and path.parent.name != "migrations")


def python_files(*folders):
    return files(*(f"{folder}/**/*.py" for folder in folders))


def templates():
    return files("templates/**/*.html", "templates/**/*.txt")


def offences(paths, pattern):
    """Lines that match, as file:line: text, so that a failure says where to look."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if re.search(pattern, line)
    ]


def text_of(path):
    return path.read_text(encoding="utf-8")


def longer_than(limit, paths):
    lengths = {str(path.relative_to(ROOT)): len(text_of(path).splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def test_a_submission_changes_state_only_through_the_one_door():
    door = ROOT / "campaign" / "actions" / "transition.py"
    others = [path for path in python_files("accounts", "campaign") if path != door]
    assert offences(others, r"\.state\s*=[^=]|\.update\([^)]*\bstate\s*=|setattr\([^)]*[\"']state[\"']") == []


def test_views_write_nothing_themselves():
    views = [*files("campaign/views/**/*.py"), *files("accounts/views.py", "accounts/views/**/*.py")]
    verbs = r"\.(save|bulk_create|bulk_update|get_or_create|update_or_create|delete)\((?!.*\bby=)"  # an action says who
    verbs += r"|\.objects(\.\w+\(.*\))?\.(create|update)\(|\)\.update\("
    assert offences(views, verbs) == []


def test_views_leave_transactions_to_actions():
    assert (
        offences(files("campaign/views/**/*.py", "accounts/views.py"), r"transaction\.|select_for_update")
        == []
    )


def test_no_code_file_is_longer_than_300_lines():
    assert longer_than(300, [*python_files(*CODE_FOLDERS), *files("static/js/*.js")]) == {}


def test_no_template_is_longer_than_120_lines():
    assert longer_than(120, templates()) == {}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(^|\s)style\s*=\s*[\"']", id="style attribute"),
        pytest.param(r"<style[\s>]", id="style element"),
        pytest.param(r"<script(?![^>]*\ssrc=)(?![^>]*application/(ld\+)?json)[\s>]", id="inline script"),
        pytest.param(r"(^|\s)on[a-z]+\s*=\s*[\"']", id="event handler"),
        pytest.param(r"javascript:", id="javascript link"),
    ],
)
def test_templates_hold_nothing_that_a_strict_policy_forbids(pattern):
    assert offences(templates(), pattern) == []


def test_pages_load_nothing_from_other_hosts():
    loads = r"(?:src|srcset|data|action|poster)=[\"'](?:https?:)?//|<link[^>]*href=[\"'](?:https?:)?//"
    sheets = r"(?:url\(\s*[\"']?|@import\s+[\"'])(?:https?:)?//"
    scripts = r"(?:fetch|import|importScripts|open)\(?\s*[\"'`](?:https?:)?//"
    found = [
        *offences(templates(), loads),
        *offences(files("static/**/*.css"), sheets),
        *offences(files("static/**/*.js"), scripts),
    ]
    assert found == []


def test_static_files_name_no_outside_address():
    named = offences(files("static/css/**/*", "static/js/**/*", "static/img/**/*.svg"), r"https?://")
    assert [line for line in named if not any(namespace in line for namespace in OWN_NAMESPACES)] == []


def test_nothing_is_left_to_do():
    everything = [*python_files(*CODE_FOLDERS), *templates(), *files("static/css/*.css", "static/js/*.js")]
    others = [path for path in everything if path != Path(__file__)]
    assert (
        offences(others, r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|\bbreakpoint\(|console\.log")
        == []
    )


def test_the_portal_prints_nothing_itself():
    assert offences(python_files("accounts", "campaign", "config"), r"(?<![\w.])print\(") == []


def test_an_act_that_writes_the_trail_holds_a_transaction():
    """PostgreSQL refuses the lock on the end of the chain without one, which no test inside a transaction sees."""
    parts = {"void_confirmations", "perform_all", "keep_copy"}  # of acts that hold one
    bare = [
        f"{path.relative_to(ROOT)}:{one.name}"
        for path in python_files("campaign/actions")
        for one in ast.parse(text_of(path)).body
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_") and one.name not in parts
        if "trail.record" in ast.unparse(one) and "transaction.atomic" not in ast.unparse(one)
    ]
    assert bare == []


def test_imports_stand_at_the_top_and_are_absolute():
    hidden = [
        f"{path.relative_to(ROOT)}:{statement.lineno}"
        for path in python_files("accounts", "campaign")
        for statement in late_or_relative_imports(ast.parse(text_of(path)))
    ]
    assert hidden == []


def late_or_relative_imports(tree):
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    inside = (node for function in functions for node in ast.walk(function))
    yield from (node for node in inside if isinstance(node, ast.Import | ast.ImportFrom))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level)


def test_there_are_no_signals_and_no_junk_drawers():
    code = python_files("accounts", "campaign")
    assert offences(code, r"django\.(db\.models|dispatch)\S*\s+import.*(signals|receiver)|@receiver") == []
    assert [path for path in code if path.stem in {"utils", "helpers", "common", "misc", "signals"}] == []


def test_every_translated_template_loads_i18n_itself():
    """Without `load i18n` in the same file the page fails only when somebody opens it."""
    users = [path for path in templates() if re.search(r"{% (block)?trans", text_of(path))]
    assert [path for path in users if not re.search(r"{% load [^%]*i18n", text_of(path))] == []
