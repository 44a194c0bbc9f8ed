"""What Jinja's templates know beside their context: Django's words for it, where it has any."""

import datetime

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined

from soleflip.templatetags import figures


def date(moment: datetime.date | None, form: str) -> str:
    """A date, or the day of a moment where we are, in Django's letters: 14 Mar 2026 for "j M Y"; nothing for none."""
    if moment is None:
        return ""
    is_moment = isinstance(moment, datetime.datetime) and timezone.is_aware(moment)
    return date_format(timezone.localtime(moment) if is_moment else moment, form)


def environment(**options) -> Environment:
    """Jinja as the settings name it: values are escaped, and a name that the context lacks is an error, no gap."""
    made = Environment(**options | {"autoescape": True, "undefined": StrictUndefined})  # noqa: S701 it is on
    made.filters.update(figures.register.filters, capfirst=capfirst, date=date, pluralize=pluralize)
    made.globals["url"] = reverse
    return made
