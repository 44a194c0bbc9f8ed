"""Slows down who guesses passwords; docs/decisions/0010-guessing.md says why it is so.

Each attempt is one line in the log (component "login"). It stands there, as a wrong one, before the password is looked
at: of many attempts at once no more than FREE are let through. Attempts count by person and address, so nobody can lock
the owner out from elsewhere.
"""

import datetime
import math
from itertools import takewhile

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.crypto import salted_hmac

from apps.accounts.client_address import client_address

COMPONENT = "login"
FREE = 10  # wrong passwords before the first wait
FIRST_WAIT, LONGEST_WAIT = 60, 3600  # seconds; each further wrong password doubles the wait
ENOUGH = 20  # attempts to look at: so many wrong ones are the longest wait already
MEMORY = datetime.timedelta(hours=24)  # what is older does not count

WRONG, IN, REFUSED = "wrong", "in", "refused"
MESSAGES = {WRONG: "Wrong password or unknown name", IN: "Right password", REFUSED: "Refused: too many wrong passwords"}


class Attempt:
    """One try of a password, written down as a wrong one until `succeeded` says otherwise.

    `wait` is the number of seconds that the visitor has to wait; with 0 the password may be looked at.
    """

    def __init__(self, name: str, request):
        user = _person(name)
        who, address = _key(name, user), client_address(request)
        self.details = {"user": user.username if user else None, "who": who, "address": address, "outcome": WRONG}
        about = {"source_table": "auth.users", "source_id": user.pk} if user else {}
        self.line = _log().create(
            component=COMPONENT,
            level="WARNING",
            message=MESSAGES[WRONG],
            details=self.details,
            created_at=timezone.now(),
            **about,
        )
        self.wait = self._wait()
        if self.wait:
            self._turned_out(REFUSED)

    def succeeded(self) -> None:
        """The password was right: what was wrong before it no longer counts."""
        self._turned_out(IN, level="INFO")

    def _wait(self) -> int:
        others = attempts(self.details["who"], self.details["address"]).exclude(pk=self.line.pk)
        others = others.filter(created_at__gt=self.line.created_at - MEMORY)
        latest = others.order_by("-created_at").values_list("created_at", "outcome")[:ENOUGH]
        times = [time for time, outcome in takewhile(lambda other: other[1] == WRONG, latest)]
        if len(times) < FREE:
            return 0
        seconds = min(FIRST_WAIT * 2 ** (len(times) - FREE), LONGEST_WAIT)
        passed = (self.line.created_at - times[0]).total_seconds()
        return max(math.ceil(min(seconds - passed, seconds)), 0)

    def _turned_out(self, outcome: str, **changes) -> None:
        details = {**self.details, "outcome": outcome}
        # By both columns of the key: the table is partitioned by month.
        line = _log().filter(pk=self.line.pk, created_at=self.line.created_at)
        line.update(details=details, message=MESSAGES[outcome], **changes)


def attempts(who: str, address: str):
    """The lines of one person and address, but for refusals; idx_logs_login_attempts finds them."""
    lines = _log().annotate(who=KT("details__who"), address=KT("details__address"), outcome=KT("details__outcome"))
    return lines.filter(component=COMPONENT, who=who, address=address, outcome__in=[WRONG, IN])


def _person(name: str):
    users = get_user_model()._default_manager
    try:
        return users.get_by_natural_key(name)
    except users.model.DoesNotExist:
        return None


def _key(name: str, user) -> str:
    """Whom an attempt counts for. No unknown name is kept: people type their password into its box."""
    return str(user.pk) if user else salted_hmac("apps.accounts.guard", name.casefold(), algorithm="sha256").hexdigest()


def _log():
    return apps.get_model("system.LogEntry").objects
