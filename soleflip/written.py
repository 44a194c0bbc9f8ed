"""Parts of a page, such as cards and charts.

Most are written by Jinja (a folder jinja2/), whole pages by Django's templates; a card that shares parts with Django's
pages is one of those too (a folder templates/).
"""

from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.safestring import SafeString


def written(template: str, context: dict[str, Any]) -> SafeString:
    """What a template makes of a context: HTML, in which every value is escaped, whichever of the two writes it."""
    try:
        found = get_template(template, using="jinja2")
    except TemplateDoesNotExist:
        found = get_template(template, using="django")
    return SafeString(found.render(context))
