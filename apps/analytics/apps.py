from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "apps.analytics"
    verbose_name = "Figures"

    def ready(self):
        from apps.analytics import kept  # noqa: F401 refresh_views knows what is registered
