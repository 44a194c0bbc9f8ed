from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.shortcuts import redirect

from apps.accounts.forms import NewUserForm, SetAnothersPasswordForm, UserForm
from apps.accounts.models import User
from soleflip.admin import FullAdmin

admin.site.unregister(Group)  # what a person may do is their role


@admin.register(User)
class UserAdmin(FullAdmin, DjangoUserAdmin):
    """Users with their role; Django's own page also offers groups, which the roles replace."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = SetAnothersPasswordForm
    add_fieldsets = [
        (None, {"fields": ["username", "email", "role", "usable_password", "password1", "password2"]}),
        (None, {"fields": ["must_change_password"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "email", "password"]}),
        ("What the person may do", {"fields": ["role", "is_active", "must_change_password"]}),
        ("Dates", {"fields": ["last_login", ("created_at", "updated_at")]}),
    ]
    filter_horizontal = ()
    list_display = ["username", "email", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    ordering = ["username"]
    readonly_fields = ["last_login"]
    export_columns = ("id", "username", "email", "role", "is_active", "last_login", "created_at")
    search_fields = ["username", "email"]

    def user_change_password(self, request, id, form_url=""):
        """The password of another person; one's own is changed where the old one is asked for."""
        if self.has_change_permission(request) and self.get_object(request, unquote(id)) == request.user:
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)
