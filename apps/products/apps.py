from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "apps.products"
    verbose_name = "Products and inventory"

    def ready(self):
        from apps.products import kept  # noqa: F401 refresh_views knows what is registered
