"""People who log in, as a browser does it."""

from django.urls import reverse

PASSWORD = "seven pairs in one box"
ANOTHER = "eight pairs in two boxes"


def log_in(client, name: str, password: str = PASSWORD, **options):
    """What the login page answers to a name and a password."""
    return client.post(reverse("admin:login"), {"username": name, "password": password}, **options)


def is_in(client) -> bool:
    """Whether the client sees the first page of the back office."""
    return client.get(reverse("admin:index")).status_code == 200
