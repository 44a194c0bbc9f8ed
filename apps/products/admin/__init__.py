from . import mark_listed, recognise  # noqa: F401 actions
from .inventory_item import InventoryItemAdmin
from .product import ProductAdmin
from .product_gtin import ProductGTINAdmin
from .product_style_code import ProductStyleCodeAdmin
from .size import SizeAdmin

__all__ = [
    "InventoryItemAdmin",
    "ProductAdmin",
    "ProductGTINAdmin",
    "ProductStyleCodeAdmin",
    "SizeAdmin",
]
