"""Is every sentence translated, and is every compiled catalogue the one its source says? Changes nothing.

The tree is copied aside, `makemessages` runs on the copy, and what it would have added is the answer.
"""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("manage.py", "config", "accounts", "campaign", "templates", "tests/settings.py", "locale")


def unfinished(folder, language="en"):
    """Sentences of the code that the catalogue does not translate, as the lines of a .po file."""
    copy(folder)
    (folder / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "manage.py", "makemessages", "--locale", language, "--verbosity", "0"]
    subprocess.run(command, cwd=folder, env=settings, check=True)
    catalogue = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    return messages(catalogue, "--untranslated") + messages(catalogue, "--only-fuzzy")


def copy(folder):
    for name in CODE:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)


def messages(catalogue, selection):
    command = ["msgattrib", selection, "--no-obsolete", "--no-wrap", catalogue]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # A sentence of several lines, as letters have, begins with an empty one.
    texts = (
        lines.replace('"\n"', "") for lines in re.findall(r'^msgid "(.*(?:\n".*)*)"$', found, re.MULTILINE)
    )
    return [f'msgid "{text}"' for text in texts if text]


def stale(source, folder):
    """Why a compiled catalogue is not what its source says, or ""."""
    compiled, fresh = source.with_suffix(".mo"), folder / "fresh.mo"
    checked = subprocess.run(
        ["msgfmt", "--check", "-o", fresh, source], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        return f"{source.relative_to(ROOT)} is broken: {checked.stderr.strip()}"
    if not compiled.exists() or sentences(compiled) != sentences(fresh):
        return f"{compiled.relative_to(ROOT)} is not compiled from its source: run `make messages`."
    return ""


def sentences(compiled):
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return {original: text for original, text in catalogue.items() if original}


def main():
    if not shutil.which("msgattrib"):
        return "gettext is not installed (Debian, Ubuntu: apt install gettext)."
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        missing = unfinished(folder / "copy")
        broken = [stale(source, folder) for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))]
    if missing:
        missing.insert(
            0, f"{len(missing)} sentences have no English: run `make messages` and translate them."
        )
    return "\n".join(missing + [complaint for complaint in broken if complaint]) or 0


if __name__ == "__main__":
    sys.exit(main())
