"""Colours of the stylesheet can be told from the page in both themes."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.staticfiles import finders

STYLES = Path(finders.find("soleflip/charts.css") or "").read_text()
DJANGOS = Path(admin.__file__).parent / "static/admin/css"
THEMES = {"light": "", "dark": 'html[data-theme="dark"] ', "auto": 'html[data-theme="auto"] '}


def variables(css: str, selector: str) -> dict[str, str]:
    """The colours that a rule defines, by name."""
    (body,) = re.findall(rf"^\s*{re.escape(selector)}\s*{{(.*?)}}", css, re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"--([\w-]+):\s*(#\w+)", body))


def ground(theme: str) -> dict[str, str]:
    """The colours of Django's admin."""
    if theme == "light":
        return variables((DJANGOS / "base.css").read_text(), 'html[data-theme="light"],\n:root')
    return variables((DJANGOS / "dark_mode.css").read_text(), 'html[data-theme="dark"]')


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", [*(f"series-{number}" for number in range(1, 7)), "band", "zero"])
def test_shapes(theme, name):
    assert contrast(variables(STYLES, f"{THEMES[theme]}.chart")[name], ground(theme)["body-bg"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["body-fg", "body-quiet-color"])
def test_text(theme, name):
    assert contrast(ground(theme)[name], ground(theme)["body-bg"]) >= 4.5
    assert not re.findall(r"text[^{}]*{[^}]*(?:fill|color):(?!\s*var\(--body-)", STYLES), "text has the page's colours"


def test_both_ways_to_the_dark_have_the_same_colours():
    assert variables(STYLES, f"{THEMES['dark']}.chart") == variables(STYLES, f"{THEMES['auto']}.chart")


def test_every_series_has_dashes_of_its_own():
    dashes = re.findall(r"\.line\.series-\d { stroke-dasharray: ([\d ]+);", STYLES)
    assert len(set(dashes)) == 5, "the first is solid"
