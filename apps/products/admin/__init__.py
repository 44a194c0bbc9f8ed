from . import mark_listed  # noqa: F401 an action
from .inventory_item import InventoryItemAdmin
from .product import ProductAdmin
from .size import SizeAdmin

__all__ = [
    "InventoryItemAdmin",
    "ProductAdmin",
    "SizeAdmin",
]
