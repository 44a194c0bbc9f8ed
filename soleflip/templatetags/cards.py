"""What is in a card."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from soleflip.admin.cards import Card

register = template.Library()


@register.simple_tag
def card_body(card: Card) -> SafeString:
    """The card's template, which sees the card's own context alone."""
    return render_to_string(card.template, card.context)
