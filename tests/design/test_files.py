"""The style sheet is built, the vendored files are the agreed ones, and what templates name exists."""

import re
from pathlib import Path

import build_css
import pytest
import vendor

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SOURCE = {path: path.read_text(encoding="utf-8") for path in TEMPLATES}


def named(pattern):
    """Every match in every template, with the template that holds it."""
    return {(match, path.name) for path, text in SOURCE.items() for match in re.findall(pattern, text)}


def test_portal_css_is_built_from_the_sources_as_they_stand():
    assert (build_css.FOLDER / "portal.css").read_text(encoding="utf-8") == build_css.joined()


def test_every_style_sheet_is_part_of_the_build():
    found = {path.stem for path in build_css.FOLDER.glob("*.css")} - {"portal"}
    assert found == set(build_css.SOURCES)


def test_vendored_files_have_the_hashes_that_were_agreed():
    assert vendor.check() is None


def test_a_vendored_file_that_was_touched_is_noticed():
    with pytest.raises(vendor.Mismatch):
        vendor.agree({"sha512": vendor.digest(b"agreed")}, b"touched", "file", pin=False)


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', vendor.SPRITE.read_text(encoding="utf-8")))
    used = named(r'icons\.svg" %}#([a-z0-9-]+)') | named(r'icon="([a-z0-9-]+)"')
    used |= named(r'components/_icon\.html" with name="([a-z0-9-]+)"')
    assert {(icon, place) for icon, place in used if icon not in sprite} == set()


def test_every_static_file_that_a_template_names_exists():
    own = {
        (name, place)
        for name, place in named(r'{% static "([^"]+)" %}')
        if not name.startswith(("django_htmx/", "django_prose_editor/"))
    }
    assert {(name, place) for name, place in own if not (ROOT / "static" / name).is_file()} == set()


def test_every_component_that_a_template_includes_exists():
    included = named(r'{% include "([^"]+)"')
    assert {(name, place) for name, place in included if not (ROOT / "templates" / name).is_file()} == set()


def test_scripts_write_no_markup_and_evaluate_nothing():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert {path.name: forbidden.findall(path.read_text(encoding="utf-8")) for path in scripts} == {
        path.name: [] for path in scripts
    }


def test_fonts_and_style_of_a_first_visit_stay_under_a_hundred_and_fifty_kilobytes():
    fonts = sum(path.stat().st_size for path in (ROOT / "static" / "vendor").rglob("*.woff2"))
    others = sum((ROOT / "static" / name).stat().st_size for name in ("css/portal.css", "img/icons.svg"))
    assert fonts + others // 3 < 100_000
