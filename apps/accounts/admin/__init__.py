from .user import UserAdmin

__all__ = ["UserAdmin"]
