"""Parts of a page, such as cards and charts, written by Jinja. Whole pages are Django's templates."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def written(template: str, context: dict[str, Any]) -> SafeString:
    """What a template in a folder jinja2/ makes of a context: HTML, in which every value is escaped."""
    return SafeString(render_to_string(template, context, using="jinja2"))
