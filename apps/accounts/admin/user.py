from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import DatabaseError
from django.shortcuts import redirect

from apps.accounts.forms import NewUserForm, SetAnothersPasswordForm, UserForm
from apps.accounts.models import User
from apps.accounts.roles import Role
from soleflip.admin import FullAdmin
from soleflip.admin.refusals import refusal

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

    def reasons_to_keep(self, rows):
        """The last admin stays, and so does whoever the history of rows names."""
        keys = [row.pk for row in rows]
        reasons = []
        admins = User.objects.filter(role=Role.ADMIN, is_active=True)
        if admins.filter(pk__in=keys).exists() and not admins.exclude(pk__in=keys).exists():
            reasons.append("This is the last active admin: make somebody else an admin first.")
        if changes := LogEntry.objects.filter(user__in=keys).count():
            reasons.append(f"The history of rows names the person {changes} times: take away Active instead.")
        return reasons

    def user_change_password(self, request, id, form_url=""):
        """The password of another person; one's own is changed where the old one is asked for."""
        if self.has_change_permission(request) and self.get_object(request, unquote(id)) == request.user:
            return redirect("admin:password_change")
        try:
            return super().user_change_password(request, id, form_url)
        except DatabaseError as error:
            if (refused := refusal(error, User)) is None:
                raise
        self.message_user(request, refused.sentence, messages.ERROR)
        return redirect("admin:accounts_user_changelist")
