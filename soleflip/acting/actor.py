"""The one who acts in this thread now: a request with the person behind it, or a command."""

import sys
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

WEB = "web"


class Actor(NamedTuple):
    """`program` is "web" or a command's name; `request_id` is empty for a command.

    `user_id` finds the key of the staff member as text, "" where nobody is logged in; it may ask the database.
    """

    program: str
    request_id: str
    user_id: Callable[[], str]


of_the_request: ContextVar[Actor | None] = ContextVar("actor", default=None)


def request_id() -> str:
    """The id of the request that is answered in this thread, "" outside of one."""
    actor = of_the_request.get()
    return actor.request_id if actor else ""


def program() -> str:
    """What runs: "web" while a request is answered, else the command, such as "import_awin"."""
    actor = of_the_request.get()
    return actor.program if actor else _command(sys.argv)


def _command(arguments: list[str]) -> str:
    name = Path(arguments[0]).name if arguments else ""
    return arguments[1] if name == "manage.py" and len(arguments) > 1 else name
