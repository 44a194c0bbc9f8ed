from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SystemConfig(AppConfig):
    name = "apps.system"
    verbose_name = "Settings and log"

    def ready(self):
        from apps.system import checks  # noqa: F401 registers them
        from apps.system.audit.renewing import renew_audit_after_migrate
        from apps.system.partitions import make_month_partitions_after_migrate

        post_migrate.connect(make_month_partitions_after_migrate, sender=self)
        post_migrate.connect(renew_audit_after_migrate, sender=self)
