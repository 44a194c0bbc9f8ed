"""What each line says beside its message: during which request, in which program, for whom."""

import logging
from contextvars import ContextVar

from soleflip.acting.actor import program, request_id

answered_now: ContextVar = ContextVar("answered_now", default=None)  # the request that is answered in this thread


def context_of(record: logging.LogRecord) -> dict:
    """The fields beside the message; what is not known is left out. Asks nothing of the database."""
    known = {"request_id": request_id(), "program": program(), "user_id": _user_id()}
    return {**{name: value for name, value in known.items() if value}, **getattr(record, "details", {})}


def _user_id() -> str:
    """The key of who is logged in, never a name; "" also while nobody has looked who it is."""
    # request.user would ask the database for it; what Django keeps of an earlier look does not.
    user = getattr(answered_now.get(), "_cached_user", None)
    return str(user.pk) if user is not None and user.pk else ""
