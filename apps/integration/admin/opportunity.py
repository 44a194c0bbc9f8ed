from django.contrib import admin, messages
from django.db.models import F
from django.utils.html import format_html

from apps.integration.admin.explain_page import ExplainPage
from apps.integration.admin.opportunity_filters import (
    BrandFilter,
    CurrencyFilter,
    NetProfitFilter,
    SeenFilter,
    ShopFilter,
    SizeFilter,
)
from apps.integration.explanation import NOT_KNOWN
from apps.integration.figures import listed_opportunities, opportunities_are_behind
from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import Opportunity, PriceSource
from apps.integration.price_names import age_of, link_of, place_of, size_of
from apps.products.admin import ProductAdmin
from apps.products.models import Product
from soleflip.admin import ViewAdmin, link_to, page_of
from soleflip.admin.formats import shown
from soleflip.admin.search import found

SEARCHED = [*ProductAdmin.search_fields, "brand__name"]
FEW = 500  # products that a search names


def by(column: str):
    """The order of a column that is shown otherwise: what is not known last where the highest come first."""
    return F(column).asc(nulls_first=True)


@admin.register(Opportunity)
class OpportunityAdmin(ExplainPage, ViewAdmin):
    large = True
    banner = (
        "What would arrive if the pair sold at the price that is asked there, after today's fees and at the latest "
        "exchange rates: buyers may bid less. Check the offer before you buy."
    )
    list_display_links = None
    list_display = [
        "product_link",
        "size",
        "net_profit",
        "net_percentage",
        "explain",
        "retail_price",
        "buy_at",
        "open_offer",
        "resale_price",
        "sell_at",
        "resale_seen",
        "fees",
        "brand_name",
    ]
    sortable = ("product_link", "brand_name", "retail_price", "resale_price", "net_profit", "net_percentage")
    list_filter = [NetProfitFilter, BrandFilter, SizeFilter, ShopFilter, "resale_source", SeenFilter, CurrencyFilter]
    search_fields = [f"product__{column}" for column in SEARCHED]
    search_help_text = "Part of the product's name, SKU or style code, its brand, or a whole EAN"

    def before_reading(self, request):
        if not OPPORTUNITIES.bring_up_to_date() and opportunities_are_behind():
            messages.info(request, "Many prices have just changed, and some are not in here yet: look again soon.")

    def get_search_results(self, request, queryset, search_term):
        """The opportunities of the products that are found. Few products are named one by one."""
        if not search_term:
            return queryset, False
        products = found(Product.objects.order_by(), SEARCHED, search_term).values_list("pk", flat=True)
        keys = list(products[: FEW + 1])
        return queryset.filter(product__in=keys if len(keys) <= FEW else products), False

    def get_changelist_instance(self, request):
        """As Django's, with the prices of the rows shown: joined to the view, those of all rows would be read."""
        changelist = super().get_changelist_instance(request)
        rows = changelist.result_list
        keys = {key for row in rows for key in (row.retail_price_source_id, row.resale_price_source_id)}
        prices = PriceSource.objects.select_related("size").in_bulk(keys)
        # A price that an import has just deleted takes its opportunities along.
        rows[:] = [row for row in rows if {row.retail_price_source_id, row.resale_price_source_id} <= prices.keys()]
        for row in rows:
            row.retail_price_source = prices[row.retail_price_source_id]
            row.resale_price_source = prices[row.resale_price_source_id]
        return changelist

    def all_rows(self):
        return listed_opportunities()

    # --- the pair ---

    @admin.display(description="product", ordering="product_name")
    def product_link(self, row):
        """The product, with a link to its page."""
        return format_html('<a href="{}">{}</a>', page_of(Product, row.product_id), row.product_name)

    @admin.display(description="size")
    def size(self, row):
        """The size as the shop writes it, and as the marketplace does where that is otherwise."""
        one, other = row.retail_price_source.size, row.resale_price_source.size
        return size_of(one) if one == other else f"{size_of(one)} = {size_of(other)}"

    @admin.display(description="buy at")
    def buy_at(self, row):
        """The shop, with a link to the page of the price."""
        return link_to(row.retail_price_source, place_of(row.retail_price_source))

    @admin.display(description="sell at")
    def sell_at(self, row):
        """The marketplace, with a link to the page of the price."""
        return link_to(row.resale_price_source, place_of(row.resale_price_source))

    @admin.display(description="resale seen")
    def resale_seen(self, row):
        """When somebody looked at the resale price last."""
        return age_of(row.resale_price_source)

    # --- the money: shown in its currency, ordered in euro, since currencies are never compared as they stand ---

    @admin.display(description="price", ordering=by("retail_price_eur"))
    def retail_price(self, row):
        """What the shop asks."""
        return _shown(row, "retail_price_cents")

    @admin.display(description="resale", ordering=by("resale_price_eur"))
    def resale_price(self, row):
        """What the marketplace shows, in the currency of the shop."""
        return _shown(row, "resale_price_cents")

    @admin.display(description="fees")
    def fees(self, row):
        """What the marketplace keeps."""
        return _shown(row, "fees_cents")

    @admin.display(description="net profit", ordering=by("net_profit_eur"))
    def net_profit(self, row):
        """What stays after fees and the price."""
        return _shown(row, "net_profit_cents")

    @admin.display(description="net %", ordering=by("net_profit_percentage"))
    def net_percentage(self, row):
        """Net profit by price; of a pair that is free there is none."""
        return None if row.retail_price_cents == 0 else _shown(row, "net_profit_percentage")

    # --- what to do ---

    @admin.display(description="offer")
    def open_offer(self, row):
        """The page of the shop, in a new tab."""
        link, shop = link_of(row.retail_price_source), place_of(row.retail_price_source)
        return link and format_html(
            '<a href="{}" target="_blank" rel="noopener noreferrer">open offer'
            '<span class="visually-hidden">: {} at {}, in a new tab</span></a>',
            link, row.product_name, shop,
        )  # fmt: skip

    @admin.display(description="how")
    def explain(self, row):
        """The page that explains the sum."""
        return format_html(
            '<a href="{}">explain<span class="visually-hidden">: {}, {}</span></a>',
            self.explain_address(row), row.product_name, self.size(row),
        )  # fmt: skip


def _shown(row: Opportunity, column: str) -> str:
    return shown(Opportunity._meta.get_field(column), row) or NOT_KNOWN
