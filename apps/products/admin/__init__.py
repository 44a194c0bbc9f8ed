from . import mark_listed, recognise  # noqa: F401 actions
from .inventory_item import InventoryItemAdmin
from .product import ProductAdmin
from .size import SizeAdmin

__all__ = [
    "InventoryItemAdmin",
    "ProductAdmin",
    "SizeAdmin",
]
