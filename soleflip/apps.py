from django.apps import AppConfig


class SoleflipConfig(AppConfig):
    name = "soleflip"

    def ready(self):
        from soleflip.acting import telling  # noqa: F401 listens for new connections
