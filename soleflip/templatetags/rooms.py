"""The list of all tables."""

from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString

from soleflip.written import written

register = template.Library()


@register.simple_tag(takes_context=True)
def rooms(context: template.Context, app_list: list[dict], says_what: bool) -> SafeString:
    """The tables by room; with `says_what`, a link that says what may be done with each."""
    here = quote(context["request"].path)  # as addresses are written
    return written("admin/app_list.html", {"rooms": app_list, "says_what": says_what, "here": here})
