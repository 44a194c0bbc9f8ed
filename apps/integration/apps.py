from django.apps import AppConfig


class IntegrationConfig(AppConfig):
    name = "apps.integration"
    verbose_name = "Prices and imports"

    def ready(self):
        from apps.integration import kept  # noqa: F401 refresh_views knows what is registered
