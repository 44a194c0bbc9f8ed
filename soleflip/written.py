"""Parts of a page, such as cards and charts.

Most are written by Jinja (a folder jinja2/), whole pages by Django's templates; a card that shares parts with Django's
pages is one of those too (a folder templates/).
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def written(template: str, context: dict[str, Any]) -> SafeString:
    """What a template makes of a context: HTML, in which every value is escaped, whichever of the two writes it."""
    return SafeString(render_to_string(template, context))
