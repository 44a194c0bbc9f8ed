import socket

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from apps.accounts.login_hint import login_hint


class Command(BaseCommand):
    help = "Says where the site is and how to log in."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000", help="host:port of the site (default: %(default)s)")

    def handle(self, *, address, **options):
        hint = login_hint()
        refuse_taken(address)
        self.stdout.write(f"SoleFlip is at {self.style.SUCCESS(f'http://{address}/admin/')}")
        self.stdout.write(hint)
        if is_empty():
            self.stdout.write("Nothing is in it yet: make demo fills it with made-up data to look around in.")


def is_empty() -> bool:
    """Whether nobody has brought anything in yet."""
    return not apps.get_model("products.Product").objects.exists()  # by name: accounts know no other room


def refuse_taken(address: str) -> None:
    """Raise CommandError when something listens at the address already: the hint would lead there."""
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        raise CommandError(f"{address} is no address: write host:port, as in 127.0.0.1:8001.")
    try:
        socket.create_connection((host or "127.0.0.1", int(port)), timeout=1).close()
    except OSError:
        return
    raise CommandError(
        f"Port {port} of {host} is taken: stop what listens there, or take another, as in make run ADDRESS={host}:8001."
    )
