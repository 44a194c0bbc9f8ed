"""GTINs in questions to the database: leading zeros do not tell two apart, so 0194501 and 194501 are one."""

from django.db.models import Lookup

from apps.products.models import ProductGTIN

WIDTH = 14  # the longest GTIN, to which uq_product_gtins_gtin pads them all


@ProductGTIN._meta.get_field("gtin").register_lookup
class SameGTIN(Lookup):
    """gtin__same_gtin="4006381333931": the same number, with or without leading zeros; by the unique index."""

    lookup_name = "same_gtin"

    def get_prep_lookup(self):
        return str(self.rhs).rjust(WIDTH, "0")

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        code, code_params = self.process_rhs(compiler, connection)
        return f"lpad({column}, {WIDTH}, '0') = {code}", [*column_params, *code_params]
