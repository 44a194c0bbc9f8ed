"""Reads the cards of a page as people do: titles, and tables of texts."""

import re
from decimal import Decimal
from html.parser import HTMLParser

from django.http import HttpResponse


class _Cards(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.tables: dict[str, list[list[list[str]]]] = {}
        self.title, self.cell, self.heading = "", None, None

    def handle_starttag(self, tag, attributes):
        if tag == "section":
            self.title = ""
        elif tag == "h2":
            self.heading = []
        elif tag == "table" and self.title:
            self.tables[self.title].append([])
        elif tag == "tr" and self.title:
            self.tables[self.title][-1].append([])
        elif tag in ("td", "th") and self.title:
            self.cell = []
        elif tag == "a" and self.heading:
            self.end_of_heading()  # behind the title stands a link to more

    def end_of_heading(self):
        self.title = " ".join("".join(self.heading).split())
        self.texts[self.title], self.tables[self.title], self.heading = [], [], None

    def handle_data(self, data):
        if self.heading is not None:
            self.heading.append(data)
        if self.cell is not None:
            self.cell.append(data)
        if self.title and data.strip():
            self.texts[self.title].append(" ".join(data.split()))

    def handle_endtag(self, tag):
        if tag == "h2" and self.heading:
            self.end_of_heading()
        elif tag in ("td", "th") and self.cell is not None:
            self.tables[self.title][-1][-1].append(" ".join(" ".join(self.cell).split()))
            self.cell = None
        elif tag == "section":
            self.title = ""


def _read(response: HttpResponse) -> _Cards:
    parser = _Cards()
    parser.feed(response.content.decode())
    return parser


def tables(response: HttpResponse, card: str) -> list[list[list[str]]]:
    """The tables of a card, each as rows of cells; none when the page has no such card."""
    return _read(response).tables.get(card, [])


def words(response: HttpResponse, card: str) -> str:
    """All that a card says."""
    return " ".join(_read(response).texts.get(card, []))


def titles(response: HttpResponse) -> list[str]:
    """The titles of the cards."""
    return list(_read(response).texts)


def number(text: str) -> Decimal:
    """The first number in a text such as 1,234.50 EUR."""
    return Decimal(re.search(r"-?[\d,]+(\.\d+)?", text)[0].replace(",", ""))
