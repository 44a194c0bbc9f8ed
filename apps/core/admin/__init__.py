from .brand import BrandAdmin
from .category import CategoryAdmin
from .platform import PlatformAdmin

__all__ = ["BrandAdmin", "CategoryAdmin", "PlatformAdmin"]
