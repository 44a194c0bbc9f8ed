"""The codes by which products are known beside those on the product itself."""

from apps.products.gtin import is_gtin
from apps.products.models import Product, ProductGTIN, ProductStyleCode
from apps.products.style_codes import codes, is_odd

LONGEST = ProductStyleCode._meta.get_field("code").max_length


def keep_codes(kept: Product, gone: Product) -> None:
    """Note with the kept product of a merge by what codes either was known, where its own columns do not say them.

    Both as they were before. As in products.known_codes, the SKU is a style code where that column is empty. Left
    behind are style codes like no maker's, and GTINs with a wrong check digit or of a product that has them already.
    """
    source = f"merged: {gone.sku}"
    own = codes(kept.style_code or gone.style_code or kept.sku)
    for code in [*codes(kept.style_code or kept.sku), *codes(gone.style_code or gone.sku)]:
        if code not in own and not is_odd(code) and len(code) <= LONGEST:
            ProductStyleCode.objects.get_or_create(code=code, product=kept, defaults={"source": source})
    own = {kept.ean or gone.ean, kept.gtin or gone.gtin}
    for code in {kept.ean, kept.gtin, gone.ean, gone.gtin} - own:
        if code and is_gtin(code) and not ProductGTIN.objects.filter(gtin__same_gtin=code).exists():
            ProductGTIN.objects.create(product=kept, gtin=code, source=source)
