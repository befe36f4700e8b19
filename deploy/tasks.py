"""What `make` can do, one function a task. Started by dev.py with Python 3.11 or newer."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack

import demo
import temp_postgres
from environment import PYTHON, ROOT, RUNTIME, TESTS, Problem, prepare

TOOLS = PYTHON.parent
DJADE = (str(TOOLS / "djade"), "--target-version", "5.2")


def run(*arguments):
    """the portal with demo data on http://127.0.0.1:8000 (PORT=8080 for another port, DEBUG=1 to develop)"""
    demo.check_port()
    prepare(RUNTIME)
    demo.fill()
    return demo.serve()


def test(*arguments):
    """all tests: on SQLite with the browser, then the database tests on a temporary PostgreSQL"""
    prepare(RUNTIME, TESTS)
    print("== Tests on SQLite", flush=True)
    failed = call("-m", "pytest", "-n", "2", "-m", "not postgres", *arguments)
    if temp_postgres.binaries() is None:
        print("PostgreSQL is not installed: the database tests ran on SQLite only.")
        return failed or in_ci()
    return on_postgres(*arguments) or failed


def on_postgres(*arguments):
    """the database tests alone, on a temporary PostgreSQL"""
    prepare(RUNTIME, TESTS)
    print("== Database tests on PostgreSQL", flush=True)
    selection = ["--database-tests", "-m", "not browser"]
    with ExitStack() as stack:
        url = stack.enter_context(temp_postgres.cluster())
        result = call("-m", "pytest", "-n", "2", *selection, *arguments, DATABASE_URL=url)
    return 0 if result == 5 and arguments else result  # 5: the chosen tests use no database


def browser(*arguments):
    """only the journeys in the browser"""
    prepare(RUNTIME, TESTS)
    return call("-m", "pytest", "-n", "2", "-m", "browser", *arguments)


def lint(*arguments):
    """everything that can be checked without running a test"""
    prepare(RUNTIME, TESTS)
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    checks = [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        [*DJADE, "--check", *templates],
        ["-m", "mypy"],
        [str(TOOLS / "lint-imports"), "--no-logo"],
        ["manage.py", "makemigrations", "--check", "--dry-run"],
        ["deploy/check_messages.py"],
    ]
    failures = []
    for check in checks:
        name = " ".join(check[:3]).replace(str(TOOLS), "").removeprefix("-m ").strip("/")
        print(f"== {name}", flush=True)
        if call(*check, DJANGO_SETTINGS_MODULE="tests.settings"):
            failures.append(name)
    print("Failed: " + "; ".join(failures) if failures else "Every check passed.")
    return 1 if failures else 0


def format_code(*arguments):
    """ruff and djade rewrite the code and the templates"""
    prepare(RUNTIME, TESTS)
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    call("-m", "ruff", "check", "--fix", "--quiet")
    call(*DJADE, *templates)
    return call("-m", "ruff", "format")


def messages(*arguments):
    """collect new sentences into locale/en and compile every catalogue (needs gettext)"""
    if not shutil.which("xgettext"):
        raise Problem("gettext is not installed (Debian, Ubuntu: apt install gettext).")
    prepare(RUNTIME)
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"}
    return call("manage.py", "makemessages", "-l", "en", **settings) or call(
        "manage.py", "compilemessages", "--ignore", ".venv", **settings
    )


def bench(*arguments):
    """measure the pages against their budgets and print one table"""
    prepare(RUNTIME, TESTS)
    return call("deploy/bench.py", *arguments)


def lock(*arguments):
    """write the locked requirements anew (add --upgrade for newer versions)"""
    prepare(RUNTIME, TESTS)
    command = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--python-version", "3.11", "--custom-compile-command", "make lock", *arguments]
    for folder, name in (
        (ROOT, "requirements"),
        (ROOT / "deploy", "signing"),
        (ROOT / "tests", "requirements"),
    ):
        if result := call(*command, f"{name}.in", "-o", f"{name}.txt", folder=folder):
            return result
    return 0


def help_people(*arguments):
    """this list"""
    for name, task in TASKS.items():
        print(f"  {name:14}{task.__doc__}")
    return 0


TASKS = {
    "run": run,
    "test": test,
    "browser-test": browser,
    "postgres-test": on_postgres,
    "lint": lint,
    "format": format_code,
    "messages": messages,
    "bench": bench,
    "lock": lock,
    "help": help_people,
}


def call(*command, folder=ROOT, **settings):
    """Run a Python module, a script of ours or an installed tool; the answer is its exit code."""
    program = command if command[0].startswith(str(TOOLS)) else (PYTHON, *command)
    return subprocess.call(program, cwd=folder, env={**os.environ, **settings})


def in_ci():
    return 1 if os.environ.get("CI") == "true" else 0


def main(name="help", *arguments):
    if name not in TASKS:
        raise Problem(f"There is no task {name!r}. Choose one of: {', '.join(TASKS)}.")
    return TASKS[name](*arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"{problem}")
    except KeyboardInterrupt:
        sys.exit(130)
