from django.contrib import admin, messages

from apps.platforms.choices import OrderStatus
from apps.products.models import InventoryItem
from apps.transactions.models import Order
from apps.transactions.sales import PROFIT, fill_figures, mark_sold, pair_of, why_not_sold
from soleflip.admin import FullAdmin
from soleflip.admin.forms import RowForm

# What the figures follow from. A save that changes none of it leaves what an import has written.
REASONS = {"inventory", "sale_price", "net_proceeds", "currency", "original_buy_price", "sold_at", "order_status"}


class OrderForm(RowForm):
    """Nothing is sold that cannot be: the lot is locked from the question to the answer."""

    lot: InventoryItem | None = None  # what this makes sold: the lot of a new sale, or another lot than before

    def clean(self):
        cleaned = super().clean()
        lot, sold_at = cleaned.get("inventory") or lot_of(cleaned.get("listing")), cleaned.get("sold_at")
        if lot and sold_at and self._is_a_sale_anew(cleaned):
            rows = InventoryItem.objects.select_related("product", "size").select_for_update(of=("self",))
            self.lot = rows.get(pk=lot.pk)
            if reason := why_not_sold(self.lot, sold_at):
                self.add_error("inventory", f"{self.lot} {reason}.")
        return cleaned

    def _is_a_sale_anew(self, cleaned) -> bool:
        was_cancelled = self.initial.get("order_status") == OrderStatus.CANCELLED
        is_another = self.instance._state.adding or "inventory" in self.changed_data or was_cancelled
        return is_another and cleaned.get("order_status") != OrderStatus.CANCELLED


def lot_of(listing):
    """The lot that a listing offers."""
    return listing.inventory if listing else None


@admin.register(Order)
class OrderAdmin(FullAdmin):
    form = OrderForm
    large = True
    list_display = [
        "__str__",
        "sold_at",
        "inventory",
        "platform",
        "order_status",
        "sale_price",
        "net_proceeds",
        "net_profit",
        "roi",
        "payout_received",
    ]
    list_filter = ["order_status", "platform", "payout_received"]
    search_fields = [
        "stockx_order_number",
        "external_id",
        "inventory__product__name",
        "inventory__product__sku",
        "inventory__product__style_code",
    ]
    search_help_text = "Part of the order number, or of the product's name, SKU or style code"
    date_hierarchy = "sold_at"
    ordering = ["-sold_at"]
    related = ("platform", "listing", "inventory__product", "inventory__size")
    autocomplete_fields = ["platform", "listing", "inventory"]
    computed = (*PROFIT, "shelf_life_days")
    fieldsets = [
        (None, {"fields": ["inventory", "listing", ("platform", "sales_channel"), "sold_at"]}),
        ("Order number", {"fields": [("stockx_order_number", "external_id")]}),
        (
            "Money",
            {
                "fields": [
                    ("sale_price", "currency"),
                    ("buyer_premium", "gross_sale"),
                    ("seller_fee", "processing_fee", "platform_fee"),
                    "shipping_cost",
                    "net_proceeds",
                    ("payout_received", "payout_date"),
                ]
            },
        ),
        (
            "Profit",
            {
                "fields": [
                    ("original_buy_price", "shelf_life_days"),
                    ("gross_profit", "net_profit"),
                    ("actual_margin", "roi"),
                ]
            },
        ),
        (
            "Shipping",
            {
                "fields": [
                    ("order_status", "shipping_status"),
                    "tracking_number",
                    ("shipped_at", "completed_at"),
                    ("buyer_destination_country", "buyer_destination_city"),
                ]
            },
        ),
        ("Notes", {"fields": ["notes"]}),
    ]

    def save_model(self, request, obj, form, change):
        """Keep the figures, and the lot, in step with the sale."""
        is_sale = obj.order_status != OrderStatus.CANCELLED
        if form.lot:
            obj.inventory = pair_of(form.lot)
            mark_sold(obj.inventory)
        if is_sale and (not change or REASONS & set(form.changed_data)):
            fill_figures(obj)
            form.filled = ["inventory", *PROFIT, "platform_fee", "original_buy_price", "shelf_life_days"]
        super().save_model(request, obj, form, change)
        for lot in self.without_sale(obj, form, change):
            self.message_user(request, f"{lot} is still marked sold: mark it returned if it is here.", messages.WARNING)

    def without_sale(self, sale, form, change) -> list[InventoryItem]:
        """The lots that a change of this sale leaves sold, by no sale any more."""
        if not change:
            return []
        cancelled = sale.order_status == OrderStatus.CANCELLED and "order_status" in form.changed_data
        before = form.initial.get("inventory") if "inventory" in form.changed_data else None
        keys = [before, sale.inventory_id if cancelled else None]
        return list(InventoryItem.objects.select_related("product", "size").filter(pk__in=[k for k in keys if k]))
