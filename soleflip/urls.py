"""Addresses: the admin is the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from soleflip.health.views import healthz, readyz
from soleflip.metrics.views import metrics

handler500 = "soleflip.waits.middleware.server_error"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/password_reset/", include("apps.accounts.urls")),
    path("admin/", admin.site.urls),
    path(
        "healthz", healthz, name="healthz"
    ),  # for who has a session; others are answered by soleflip.health.middleware
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
