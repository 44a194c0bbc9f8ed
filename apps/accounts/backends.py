"""How a login finds its user, and where Django's permission functions get their answers."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from apps.accounts.roles import Role, may


class RoleBackend(ModelBackend):
    """Django's backend for names and passwords, with permissions from the role instead of from groups."""

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_authenticated and user_obj.has_perm(perm, obj)

    def has_module_perms(self, user_obj, app_label):
        return user_obj.is_authenticated and user_obj.has_module_perms(app_label)

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_authenticated:
            return set()
        names = Permission.objects.values_list("content_type__app_label", "codename").order_by()
        return {name for name in (f"{app}.{codename}" for app, codename in names) if user_obj.has_perm(name, obj)}

    def with_perm(self, perm, is_active=True, include_superusers=True, obj=None):
        roles = [role for role in Role if may(role, perm) and (include_superusers or role != Role.ADMIN)]
        users = get_user_model().objects.filter(role__in=roles)
        return users if is_active is None else users.filter(is_active=is_active)
