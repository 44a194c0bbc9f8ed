from django.contrib import admin

from apps.analytics.kept import BRAND_MONTHS
from apps.analytics.models import BrandMonth
from soleflip.admin import AppendOnlyAdmin
from soleflip.admin.formats import money


@admin.register(BrandMonth)
class BrandMonthAdmin(AppendOnlyAdmin):
    banner = "Kept by the database from the sales, legacy ones included: there is nothing to change here."
    list_display = [
        "month",
        "brand",
        "sales",
        "revenue",
        "avg_sale_price",
        "known_profits",
        "profit_where_known",
        "currency",
    ]
    list_filter = ["currency"]
    search_fields = ["brand__name"]
    search_help_text = "Part of the brand's name"
    date_hierarchy = "month"
    ordering = ["-month", "-revenue"]
    related = ("brand",)
    fieldsets = [
        (None, {"fields": ["brand", ("month", "currency")]}),
        ("Sold", {"fields": [("sales", "revenue"), ("known_profits", "profit")]}),
    ]

    def before_reading(self, request):
        BRAND_MONTHS.bring_up_to_date()

    @admin.display(description="profit")
    def profit_where_known(self, row):
        """The profit of the sales of which it is known; of none there is none."""
        return money(row.profit, row.currency) if row.known_profits else None

    @admin.display(description="mean sale price")
    def avg_sale_price(self, row):
        """Revenue by sale."""
        return money(row.revenue / row.sales, row.currency)
