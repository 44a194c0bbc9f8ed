from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.shortcuts import redirect

from apps.accounts.admin.last_admin import LastAdminError, an_admin_kept
from apps.accounts.forms import NewUserForm, SetAnothersPasswordForm
from apps.accounts.models import User

admin.site.unregister(Group)  # what a person may do is their role


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Users with their role; Django's own page also offers groups, which the roles replace."""

    add_form = NewUserForm
    change_password_form = SetAnothersPasswordForm
    add_fieldsets = [
        (None, {"fields": ["username", "email", "role", "usable_password", "password1", "password2"]}),
        (None, {"fields": ["must_change_password"]}),
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

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.with_sentence(request, super().change_view, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self.with_sentence(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        return self.with_sentence(request, super().changelist_view, extra_context)

    def with_sentence(self, request, view, *args):
        """What the view answers; a sentence on the same page where it would leave no active admin."""
        if request.method != "POST":
            return view(request, *args)
        try:
            with an_admin_kept():
                return view(request, *args)
        except LastAdminError as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())

    def user_change_password(self, request, id, form_url=""):
        """The password of another person; one's own is changed where the old one is asked for."""
        if self.has_change_permission(request) and self.get_object(request, unquote(id)) == request.user:
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)
