from .inventory_item import InventoryItem
from .product import Product
from .product_gtin import ProductGTIN
from .product_style_code import ProductStyleCode
from .size import Size
from .stale_stock_day import StaleStockDay
from .stock_day import StockDay

__all__ = [
    "InventoryItem",
    "Product",
    "ProductGTIN",
    "ProductStyleCode",
    "Size",
    "StaleStockDay",
    "StockDay",
]
