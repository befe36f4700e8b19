"""Third-party front-end files: fetched once, checked, committed.

python deploy/vendor.py         check the committed files against static/vendor/vendor.json (no network)
python deploy/vendor.py fetch   fetch the packages with `npm pack`, check them, copy the files, cut the icon sprite
python deploy/vendor.py pin     the same, but write the hashes of what came: after a change of version or file list

vendor.json names each package, its version, the hash of its archive and, for every file taken, its place and hash.
The sprite static/img/icons.svg holds the icons listed there plus our own symbols from static/img/own-icons.svg.
"""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
LIST = VENDOR / "vendor.json"
SPRITE = ROOT / "static" / "img" / "icons.svg"
OWN = ROOT / "static" / "img" / "own-icons.svg"


class Mismatch(Exception):
    """A file is not the one that was agreed on."""


def digest(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def agree(entry: dict[str, Any], content: bytes, name: str, *, pin: bool) -> None:
    if pin:
        entry["sha512"] = digest(content)
    elif entry.get("sha512") != digest(content):
        raise Mismatch(f"{name} has another hash than vendor.json states. Nothing was copied from it.")


def fetch(package: dict[str, Any], folder: str, *, pin: bool) -> dict[str, bytes]:
    """The package's files by path, after its archive was checked."""
    wanted = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", "--pack-destination", folder, wanted]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    archive = Path(folder) / name
    agree(package, archive.read_bytes(), wanted, pin=pin)
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile()]
        return {m.name.removeprefix("package/"): tar.extractfile(m).read() for m in members}  # type: ignore[union-attr]


def place(package: dict[str, Any]) -> Path:
    """Where a package's files live: what no page asks for, such as the fonts of papers, is kept out of static/."""
    return ROOT / package.get("folder", "static/vendor")


def copy(package: dict[str, Any], files: dict[str, bytes], *, pin: bool) -> None:
    for source, entry in package["files"].items():
        agree(entry, files[source], source, pin=pin)
        target = place(package) / entry["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files[source])


def symbol(name: str, svg: str) -> str:
    inside = re.sub(r"</?svg[^>]*>", "", svg)
    shape = " ".join(inside.split()).replace("> <", "><")
    return f'<symbol id="{name}" viewBox="0 0 16 16">{shape}</symbol>'


def cut_sprite(icons: list[str], files: dict[str, bytes]) -> None:
    own = re.findall(r"<symbol.*?</symbol>", OWN.read_text(encoding="utf-8"), re.DOTALL)
    cut = [symbol(name, files[f"icons/{name}.svg"].decode()) for name in sorted(icons)]
    lines = "\n".join([*own, *cut])
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{lines}\n</svg>\n', encoding="utf-8")


def bring(*, pin: bool) -> None:
    listed = json.loads(LIST.read_text(encoding="utf-8"))
    for package in listed["packages"]:
        with tempfile.TemporaryDirectory() as folder:
            files = fetch(package, folder, pin=pin)
        copy(package, files, pin=pin)
        if "icons" in package:
            cut_sprite(package["icons"], files)
    if pin:
        LIST.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


def check() -> None:
    """The committed files are the agreed ones, and the sprite holds exactly the listed icons."""
    listed = json.loads(LIST.read_text(encoding="utf-8"))
    for package in listed["packages"]:
        for entry in package["files"].values():
            agree(entry, (place(package) / entry["to"]).read_bytes(), entry["to"], pin=False)
    wanted = {icon for package in listed["packages"] for icon in package.get("icons", [])}
    text = OWN.read_text(encoding="utf-8")
    wanted |= set(re.findall(r'<symbol id="([^"]+)"', text))
    if set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8"))) != wanted:
        raise Mismatch(
            "static/img/icons.svg does not hold the listed icons: run `python deploy/vendor.py fetch`."
        )


def main(arguments: list[str]) -> int:
    try:
        if arguments:
            bring(pin={"fetch": False, "pin": True}[arguments[0]])
        check()
    except (Mismatch, OSError, KeyError, subprocess.CalledProcessError) as problem:
        sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
