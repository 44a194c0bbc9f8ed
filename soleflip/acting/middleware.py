"""Gives each request an id, and says to the database and to the logs whose it is."""

import re
import uuid

from django.conf import settings
from django.db import Error, connection

from soleflip.acting.actor import WEB, Actor, of_the_request
from soleflip.acting.telling import Introduction, tell

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestActor:
    """The id is the proxy's, where settings say that there is one, else a new one; the answer carries it too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = _id(request)
        actor = Actor(WEB, request.id, lambda: _user(request))
        introduction = Introduction(actor)
        token = of_the_request.set(actor)
        try:
            with connection.execute_wrapper(introduction):
                response = self.get_response(request)
        finally:
            of_the_request.reset(token)
            if introduction.was_told:
                _forget()
        response[HEADER] = request.id
        return response


def _id(request) -> str:
    sent = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return sent if WELL_FORMED.fullmatch(sent) else uuid.uuid4().hex


def _user(request) -> str:
    user = getattr(request, "user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""


def _forget() -> None:
    """The connection stays open for the next one, who might be nobody."""
    if connection.connection is None or connection.needs_rollback:
        return
    try:
        tell(connection, "", "", "")
    except Error:  # the server is away: the next one gets a new connection
        connection.close()
