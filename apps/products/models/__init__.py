from .inventory_item import InventoryItem
from .product import Product
from .size import Size

__all__ = [
    "InventoryItem",
    "Product",
    "Size",
]
