from .account_purchase import AccountPurchase
from .brand import Brand
from .brand_pattern import BrandPattern
from .category import Category
from .platform import Platform
from .supplier import Supplier
from .supplier_account import SupplierAccount
from .supplier_event import SupplierEvent
from .supplier_performance import SupplierPerformance

__all__ = [
    "AccountPurchase",
    "Brand",
    "BrandPattern",
    "Category",
    "Platform",
    "Supplier",
    "SupplierAccount",
    "SupplierEvent",
    "SupplierPerformance",
]
