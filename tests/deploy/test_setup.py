"""What goes wrong on somebody's machine is said in one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import check_messages
import demo
import environment
import psycopg2
import pytest
import temp_postgres
from environment import Problem

ROOT = Path(__file__).resolve().parent.parent.parent


def front_door(*arguments, **settings):
    command = [sys.executable, "deploy/dev.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )


def test_an_interpreter_that_does_not_run_is_refused():
    answer = front_door("help", PYTHON="/no/such/python")
    said = "PYTHON is set to '/no/such/python', which does not run: name a Python 3.11 or newer.\n"
    assert (answer.returncode, answer.stderr) == (1, said)


def test_an_unknown_task_is_refused_with_the_list():
    answer = front_door("fly")
    assert (answer.returncode, answer.stderr.split(":")[0]) == (
        1,
        "There is no task 'fly'. Choose one of",
    )


@pytest.mark.parametrize("wanted", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, wanted):
    monkeypatch.setenv("PORT", wanted)
    with pytest.raises(Problem, match=f"PORT={wanted} is not a port: choose a number from 1024 to 65535."):
        demo.check_port()


def test_a_taken_port_is_refused_with_another_one_named(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(taken))
        with pytest.raises(Problem, match=f"Port {taken} is in use by another program: .*PORT=\\d+"):
            demo.check_port()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(Problem, match=r"Cannot write in .*gone"):
        environment.require_writable(tmp_path / "gone")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("NewConnectionError('<...>: Failed to establish a new connection')", "cannot be reached"),
        ("error: command 'gcc' failed: No such file or directory", "no C compiler was found"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "is not the locked one"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for django==5.2.19", "not offered for this Python"),
        ("ERROR: something new", "could not be installed: ERROR: something new"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said, meant):
    assert meant in environment.meaning_of(f"Collecting django\n{said}\n")


def test_the_fingerprint_follows_the_requirements(tmp_path):
    locked = tmp_path / "requirements.txt"
    locked.write_text("django==5.2.19")
    before = environment.digest(locked)
    locked.write_text("django==5.2.20")
    assert environment.digest(locked) != before


@pytest.mark.skipif(temp_postgres.binaries() is None, reason="PostgreSQL is not installed")
def test_a_temporary_cluster_answers_and_leaves_nothing_behind():
    with temp_postgres.cluster() as url:
        connection = psycopg2.connect(url)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('data_directory'), current_setting('listen_addresses')")
            folder, addresses = cursor.fetchone()
        connection.close()
    assert (Path(folder).name, addresses, Path(folder).parent.exists()) == ("data", "127.0.0.1", False)


CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Nộp hồ sơ"
msgstr "%s"
"""


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    monkeypatch.setattr(check_messages, "ROOT", tmp_path)
    source = tmp_path / "django.po"
    source.write_text(CATALOGUE % "Submit", encoding="utf-8")
    return source


def test_a_catalogue_that_was_never_compiled_is_stale(catalogue, tmp_path):
    said = "django.mo is not compiled from its source: run `make messages`."
    assert check_messages.stale(catalogue, tmp_path) == said


def test_a_catalogue_changed_after_compiling_is_stale(catalogue, tmp_path):
    subprocess.run(["msgfmt", "-o", catalogue.with_suffix(".mo"), catalogue], check=True)
    fresh = check_messages.stale(catalogue, tmp_path)
    catalogue.write_text(CATALOGUE % "Send in", encoding="utf-8")
    said = "django.mo is not compiled from its source: run `make messages`."
    assert (fresh, check_messages.stale(catalogue, tmp_path)) == ("", said)


def test_a_sentence_without_english_is_named(catalogue):
    catalogue.write_text(CATALOGUE % "", encoding="utf-8")
    assert check_messages.messages(catalogue, "--untranslated") == ['msgid "Nộp hồ sơ"']


def test_a_letter_without_english_is_named_by_all_its_lines(catalogue):
    lines = 'msgid ""\n"\\n"\n"Kính gửi ông,\\n"\n"Hết."\nmsgstr ""\n'
    catalogue.write_text(CATALOGUE % "Submit" + "\n" + lines, encoding="utf-8")
    assert check_messages.messages(catalogue, "--untranslated") == [r'msgid "\nKính gửi ông,\nHết."']
