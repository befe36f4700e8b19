"""Join the style sheets into static/css/portal.css, so that a page asks for one.

python deploy/build_css.py          write the file
python deploy/build_css.py --check  only say whether it is up to date
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css"
SOURCES = ("tokens", "base", "layout", "forms", "components", "extras", "council", "public", "print")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def joined() -> str:
    """One rule a line; no shorter, because the server compresses it anyway."""
    text = "\n".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in SOURCES)
    lines = (line.strip() for line in COMMENT.sub("", text).splitlines())
    return "".join(line for line in lines if line) + "\n"


def main(arguments: list[str]) -> int:
    target = FOLDER / "portal.css"
    if arguments == ["--check"]:
        current = target.exists() and target.read_text(encoding="utf-8") == joined()
        sys.stdout.write(
            "up to date\n" if current else "static/css/portal.css is old: run deploy/build_css.py\n"
        )
        return 0 if current else 1
    target.write_text(joined(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
