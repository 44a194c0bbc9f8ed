"""A new password for who has forgotten theirs, by e-mail. Django's admin looks for these names."""

from django.contrib import admin
from django.contrib.auth import views
from django.urls import path

from apps.accounts.forms import ResetPasswordForm

TITLES = {"site_header": admin.site.site_header, "site_title": admin.site.site_title}

urlpatterns = [
    path("", views.PasswordResetView.as_view(extra_context=TITLES), name="admin_password_reset"),
    path("done/", views.PasswordResetDoneView.as_view(extra_context=TITLES), name="password_reset_done"),
    path(
        "<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(form_class=ResetPasswordForm, extra_context=TITLES),
        name="password_reset_confirm",
    ),
    path("complete/", views.PasswordResetCompleteView.as_view(extra_context=TITLES), name="password_reset_complete"),
]
