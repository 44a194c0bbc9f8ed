"""Addresses: the admin is the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

admin.site.site_header = "SoleFlip"
admin.site.site_title = "SoleFlip"
admin.site.index_title = "Back office"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/password_reset/", include("apps.accounts.urls")),
    path("admin/", admin.site.urls),
]
