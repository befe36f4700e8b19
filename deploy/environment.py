"""The project's own virtual environment: made when missing, filled from the locked requirements, then left alone."""

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = ROOT / "var"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"


class Problem(Exception):
    """Something the person at the keyboard can put right, said in one sentence."""


# What pip prints, and what it means for the person who started it.
PIP_TROUBLES = (
    (
        (
            "newconnectionerror",
            "name resolution",
            "connecttimeout",
            "max retries",
            "proxyerror",
            "readtimeout",
        ),
        "The package index cannot be reached: connect to the network (or set PIP_INDEX_URL) and run this again.",
    ),
    (
        ("do not match the hashes",),
        "A downloaded package is not the locked one: nothing of it was installed.",
    ),
    (
        (
            "gcc",
            "microsoft visual c++",
            "command 'cc'",
            "clang",
            "failed building wheel",
            "subprocess-exited",
        ),
        "A package has no ready-made build for this system and no C compiler was found: "
        "use Python 3.11-3.13 on Linux, macOS or Windows, or install a compiler (Debian: build-essential).",
    ),
    (("no space left", "errno 28"), "The disk is full: free about 500 MB and run this again."),
    (
        ("no matching distribution",),
        "A locked package is not offered for this Python and system: use Python 3.11, 3.12 or 3.13.",
    ),
)


def prepare(*requirements):
    """Make `.venv` hold exactly these requirement files; a second call costs a few milliseconds."""
    require_writable(ROOT)
    VAR.mkdir(exist_ok=True)
    if not PYTHON.exists() or not runs(PYTHON):
        create()
    for path in requirements:
        stamp = VENV / f".installed-{path.parent.name if path is TESTS else 'runtime'}"
        wanted = digest(path)
        if not stamp.exists() or stamp.read_text() != wanted:
            install(path)
            stamp.write_text(wanted)


def require_writable(folder):
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Problem(
            f"Cannot write in {folder} ({error.strerror}): the portal keeps its packages and data there, "
            "so move it to a folder of your own."
        ) from error


def runs(python):
    """A moved folder or an upgraded system leaves an interpreter behind that no longer starts."""
    try:
        check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
        return subprocess.run([python, "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def create():
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        raise Problem(
            f"{sys.executable} has no venv module: install it (Debian, Ubuntu: apt install python3-venv) "
            "and run this again."
        )
    print(f"Making {VENV.name} with Python {sys.version_info.major}.{sys.version_info.minor} ...", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Problem(f"Could not make {VENV}: {last_line(made.stdout + made.stderr)}")


def install(requirements):
    name = requirements.relative_to(ROOT)
    print(f"Installing {name} (a minute or two the first time) ...", flush=True)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += [
        "--prefer-binary",
        "--require-hashes",
        "--retries",
        "2",
        "--timeout",
        "20",
        "-r",
        requirements,
    ]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    log = VAR / "pip.log"
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        raise Problem(f"{meaning_of(done.stdout + done.stderr)} What pip said is in {log.relative_to(ROOT)}.")


def meaning_of(output):
    said = output.lower()
    for signs, sentence in PIP_TROUBLES:
        if any(sign in said for sign in signs):
            return sentence
    return f"The packages could not be installed: {last_line(output)}"


def last_line(output):
    return (output.strip().splitlines() or ["no reason was given."])[-1]


def digest(*paths):
    """One fingerprint of the contents of these files and of the interpreter they are installed for."""
    total = hashlib.sha256(sys.version.encode())
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()
