from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """Stands in for "django.contrib.admin" in INSTALLED_APPS: admin.site is our site."""

    default_site = "apps.accounts.site.BackOfficeSite"
