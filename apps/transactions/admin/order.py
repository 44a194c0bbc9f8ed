from django.contrib import admin, messages

from apps.platforms.choices import OrderStatus
from apps.products.models import InventoryItem
from apps.transactions.models import Order
from apps.transactions.sales import PROFIT, fill_figures, mark_sold, pair_of, why_not_sold
from soleflip.admin import FullAdmin
from soleflip.admin.forms import RowForm


class OrderForm(RowForm):
    """Nothing is sold that cannot be."""

    def clean(self):
        cleaned = super().clean()
        lot, sold_at = cleaned.get("inventory") or lot_of(cleaned.get("listing")), cleaned.get("sold_at")
        names_a_lot = self.instance._state.adding or "inventory" in self.changed_data
        is_sale = cleaned.get("order_status") != OrderStatus.CANCELLED
        if lot and sold_at and names_a_lot and is_sale and (reason := why_not_sold(lot, sold_at)):
            self.add_error("inventory", f"{lot} {reason}.")
        return cleaned


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
        if not change and is_sale and (lot := obj.inventory or lot_of(obj.listing)):
            lot = InventoryItem.objects.select_for_update().get(pk=lot.pk)
            obj.inventory = pair_of(lot)
            mark_sold(obj.inventory)
        if is_sale:
            fill_figures(obj)
            form.filled = [*PROFIT, "platform_fee", "original_buy_price", "shelf_life_days"]
        super().save_model(request, obj, form, change)
        if change and not is_sale and "order_status" in form.changed_data and obj.inventory:
            self.message_user(
                request, f"{obj.inventory} is still marked sold: mark it returned if it came back.", messages.WARNING
            )
