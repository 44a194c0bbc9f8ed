"""Parts of pages are written by Jinja: values stay text, and what a template lacks is noticed."""

import datetime

import pytest
from django.template import engines
from django.utils.html import format_html
from jinja2 import UndefinedError

from soleflip.written import written

EVIL = "<script>alert(1)</script>\"'&"


def jinja(template, **context):
    return engines["jinja2"].from_string(template).render(context)


def test_values_are_escaped_in_text_and_in_attributes():
    shown = jinja('<a title="{{ name }}">{{ name }}</a>', name=EVIL)
    assert "<script" not in shown
    assert shown.count('"') == 2


def test_html_of_ours_is_html_and_what_is_in_it_was_escaped():
    assert jinja("{{ link }}", link=format_html("<b>{}</b>", "<i>")) == "<b>&lt;i&gt;</b>"
    assert str(written("admin/cards/failed.html", {"reason": EVIL})).count("<") == 2


def test_a_name_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError, match="reason"):
        written("admin/cards/failed.html", {})


def test_a_moment_is_shown_on_the_day_that_it_is_here(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    late = datetime.datetime(2026, 3, 14, 22, tzinfo=datetime.UTC)
    assert jinja('{{ moment|date("j M Y") }}', moment=late) == "15 Mar 2026"
    assert jinja('{{ day|date("F") }}', day=datetime.date(2026, 3, 1)) == "March"


def test_amounts_do_not_break():
    assert jinja('{{ 123450|cents("EUR") }}') == "1,234.50\N{NO-BREAK SPACE}EUR"
