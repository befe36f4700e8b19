"""Front door of every task: finds Python 3.11 or newer, then hands over to tasks.py.

Runs on any Python, however old, so that a wrong one meets a sentence and not a traceback.
Use: python deploy/dev.py run|test|help (PYTHON=/path/to/python chooses the interpreter).
"""

import os
import subprocess
import sys

NEEDED = (3, 11)
HERE = os.path.dirname(os.path.abspath(__file__))


def version_of(command):
    """(major, minor) of a Python command, or None when it does not run."""
    question = "import sys; print('%d %d' % sys.version_info[:2])"
    try:
        with open(os.devnull, "w") as nowhere:
            answer = subprocess.check_output(command + ["-c", question], stderr=nowhere)
        return tuple(int(part) for part in answer.split())
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def suitable_python():
    """A chosen interpreter is used or refused; without a choice the first suitable one is taken."""
    chosen = os.environ.get("PYTHON")
    if chosen and chosen not in ("python", "python3"):
        version = version_of([chosen])
        if version is None:
            sys.exit("PYTHON is set to %r, which does not run: name a Python 3.11 or newer." % chosen)
        if version < NEEDED:
            sys.exit("PYTHON is %r, version %d.%d: the portal needs 3.11 or newer." % ((chosen,) + version))
        return [chosen]
    if sys.version_info >= NEEDED:
        return [sys.executable]
    candidates = [["python3.13"], ["python3.12"], ["python3.11"], ["python3"], ["py", "-3"], ["python"]]
    for command in candidates:
        if (version_of(command) or (0, 0)) >= NEEDED:
            return command
    sys.exit(
        "The portal needs Python 3.11 or newer and only found %d.%d: install one, or name it with PYTHON=..."
        % sys.version_info[:2]
    )


if __name__ == "__main__":
    sys.stdout.flush()
    arguments = suitable_python() + [os.path.join(HERE, "tasks.py")] + sys.argv[1:]
    if os.name == "nt":
        sys.exit(subprocess.call(arguments))
    os.execvp(arguments[0], arguments)
