from django.contrib import admin
from django.utils.html import format_html, format_html_join

from apps.integration.admin.answer_pages import AnswerPages
from apps.integration.admin.match_filters import AnswerFilter, MakerFilter
from apps.integration.matching.review import with_examples
from apps.integration.models import AwinProduct, MatchQuestion
from apps.products.models import Product
from soleflip.admin import AppendOnlyAdmin, Neighbour, link_to
from soleflip.admin.formats import DEFAULT_CURRENCY, is_web, label, with_unit
from soleflip.columns import Unit

NAMED = 3  # candidates in the list


@admin.register(MatchQuestion)
class MatchQuestionAdmin(AnswerPages, AppendOnlyAdmin):
    list_display = ["code", "why", "maker", "offer", "number_of_offers", "candidates", "answered"]
    list_filter = [AnswerFilter, "doubt", ("brand", MakerFilter)]
    search_fields = [
        "code",
        "candidates__product__name",
        "candidates__product__sku",
        "offers__awin_product__product_name",
    ]
    search_help_text = "Part of the code, of a candidate's name or SKU, or of an offer's name"
    ordering = ["-answered_at", "-created_at"]  # nulls first: open ones, then what was answered last
    related = ("brand", "answer")
    fieldsets = [
        (None, {"fields": ["code", ("doubt", "brand")]}),
        ("Answer", {"fields": ["answer", ("is_none", "answered_at")]}),
    ]
    help_texts = {"is_none": "The offers are none of the candidates, nor another product of ours."}
    neighbours = (
        Neighbour("integration.AwinProduct", "match_questions__question", "Offers"),
        Neighbour("products.Product", "match_candidates__question", "Candidates"),
    )

    def get_queryset(self, request):
        return with_examples(super().get_queryset(request))

    @admin.display(description="doubt", ordering="doubt")
    def why(self, row):
        """Why it is a question, in words."""
        return row.get_doubt_display()

    @admin.display(description="maker", ordering="brand__name")
    def maker(self, row):
        """The maker that the offers name."""
        return link_to(row.brand)

    @admin.display(description="an offer of it")
    def offer(self, row):
        """One of the offers: its name, shop, price, and its page at the shop."""
        if not row.example:
            return None
        told = [row.example["shop"], _price(row.example)]
        own_page = self.admin_site.get_model_admin(AwinProduct).address("change", row.example["id"])
        return format_html(
            '<a href="{}">{}</a>{}{}',
            own_page,
            row.example["name"],
            "".join(f", {text}" for text in told if text),
            _at_the_shop(row.example["page"]),
        )

    @admin.display(description="offers", ordering="number_of_offers")
    def number_of_offers(self, row):
        """How many offers wait for the answer, or follow it."""
        return row.number_of_offers

    @admin.display(description="candidates")
    def candidates(self, row):
        """The products that they may be."""
        page = self.admin_site.get_model_admin(Product)
        named = [
            (page.address("change", product["id"]), product["name"], product["sku"]) for product in row.candidate_list
        ]
        links = format_html_join("; ", '<a href="{}">{}</a> ({})', named[:NAMED])
        more = len(named) - NAMED
        return format_html("{} and {} more", links, more) if more > 0 else links or None

    @admin.display(description="answer", ordering="-answered_at")
    def answered(self, row):
        """The product that staff chose, none, or that it is open."""
        if row.is_none:
            return label("skipped", "none of these")
        return link_to(row.answer) or label("pending", "open")

    def choice_text(self, row):
        products = "; ".join(f"{product['name']} ({product['sku']})" for product in row.candidate_list)
        return f"{row}: {products or 'no candidate'}"


def _price(offer: dict) -> str:
    cents = offer["price_cents"]
    return "" if cents is None else with_unit(cents, Unit.CENTS, offer["currency"] or DEFAULT_CURRENCY)


def _at_the_shop(address: str | None) -> str:
    if not is_web(address):
        return ""
    return format_html(' <a href="{}" target="_blank" rel="noopener noreferrer nofollow">at the shop</a>', address)
