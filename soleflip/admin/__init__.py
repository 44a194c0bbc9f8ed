"""The back office: what the pages of all tables share. Each table's own page is in its app, `admin/`."""

from soleflip.admin.actions import Question, action_on, ask
from soleflip.admin.addresses import address_of, page_of
from soleflip.admin.base import link_to
from soleflip.admin.cards import Card, card_on
from soleflip.admin.neighbours import Neighbour
from soleflip.admin.styles import AppendOnlyAdmin, FullAdmin, LegacyAdmin, ViewAdmin

__all__ = [
    "AppendOnlyAdmin",
    "Card",
    "FullAdmin",
    "LegacyAdmin",
    "Neighbour",
    "Question",
    "ViewAdmin",
    "action_on",
    "address_of",
    "ask",
    "card_on",
    "link_to",
    "page_of",
]
