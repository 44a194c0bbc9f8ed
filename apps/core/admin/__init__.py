from . import supplier_months  # noqa: F401 cards
from .account_purchase import AccountPurchaseAdmin
from .brand import BrandAdmin
from .brand_pattern import BrandPatternAdmin
from .category import CategoryAdmin
from .platform import PlatformAdmin
from .supplier import SupplierAdmin
from .supplier_account import SupplierAccountAdmin
from .supplier_event import SupplierEventAdmin
from .supplier_performance import SupplierPerformanceAdmin

__all__ = [
    "AccountPurchaseAdmin",
    "BrandAdmin",
    "BrandPatternAdmin",
    "CategoryAdmin",
    "PlatformAdmin",
    "SupplierAccountAdmin",
    "SupplierAdmin",
    "SupplierEventAdmin",
    "SupplierPerformanceAdmin",
]
