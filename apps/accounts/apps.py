from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    verbose_name = "Users"

    def ready(self):
        from apps.accounts import checks  # noqa: F401 registers them
        from apps.accounts.signals import print_login_hint

        post_migrate.connect(print_login_hint, sender=self)
