from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group

from apps.accounts.models import User

admin.site.unregister(Group)  # what a person may do is their role


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "email", "role")


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Users with their role; Django's own page also offers groups, which the roles replace."""

    add_form = NewUserForm
    add_fieldsets = [
        (None, {"fields": ["username", "email", "role", "usable_password", "password1", "password2"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "email", "password"]}),
        ("What the person may do", {"fields": ["role", "is_active", "must_change_password"]}),
        ("Dates", {"fields": ["last_login", "created_at", "updated_at"]}),
    ]
    filter_horizontal = ()
    list_display = ["username", "email", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    ordering = ["username"]
    readonly_fields = ["last_login", "created_at", "updated_at"]
    search_fields = ["username", "email"]
