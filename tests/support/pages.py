"""Reads forms as a browser does, and sends them back."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client


class _Fields(HTMLParser):
    """The name and value of everything that a form would send."""

    def __init__(self):
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select = self.area = None

    def add(self, name, value):
        if name:
            self.values.setdefault(name, []).append(value or "")

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input":
            kind = given.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in given:
                    self.add(given.get("name"), given.get("value", "on"))
            elif kind not in ("submit", "button", "search"):
                self.add(given.get("name"), given.get("value"))
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and self.select and "selected" in given:
            self.add(self.select, given.get("value"))
        elif tag == "textarea":
            self.area = given.get("name")
            self.add(self.area, "")

    def handle_data(self, data):
        if self.area:
            self.values[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            # HTML leaves out the first line break behind <textarea>
            self.values[self.area][-1] = self.values[self.area][-1].removeprefix("\r\n").removeprefix("\n")
            self.area = None


def fields(response: HttpResponse) -> dict[str, list[str]]:
    """What the forms of a page would send as it stands, without the token and the choice of an action."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return {
        name: value for name, value in parser.values.items() if name not in ("csrfmiddlewaretoken", "action", "theme")
    }


def send(client: Client, address: str, **changes) -> HttpResponse:
    """Open a page, change these fields, and send its form. A change to None leaves the field out."""
    values = {**fields(client.get(address)), **changes}
    return client.post(address, {name: value for name, value in values.items() if value is not None})


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """The sentences at the fields of a page that was sent back; none when it was not."""
    if response.status_code != 200:
        return {}
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


def text(response: HttpResponse) -> str:
    """The page as text."""
    return response.content.decode()


def browser_of(person) -> Client:
    """A browser in which the person is logged in."""
    client = Client()
    client.force_login(person)
    return client


ONLY_FOR_ADMINS = (  # tables whose pages no other role opens
    "accounts.User",
    "system.AuditChangeset",
    "system.AuditHead",
    "system.AuditRecord",
    "system.ConfigEntry",
)
