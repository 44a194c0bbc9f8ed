"""The ways to tell people: by e-mail, and by a webhook to whatever chat or pager they have."""

import hashlib
import hmac
import json
import smtplib
import time
from typing import NamedTuple, Protocol

import urllib3
from django.conf import settings
from django.core.mail import send_mail

from apps.system.models import Alert

PRINTS = "django.core.mail.backends.console.EmailBackend"
TIMEOUT = urllib3.Timeout(connect=5, read=10)  # seconds


class NotTold(Exception):
    """A channel could not tell; says why, without addresses and keys."""


class News(NamedTuple):
    """What is to be told: what is wrong, and what has cleared."""

    raised: list[Alert]
    cleared: list[Alert]

    @property
    def title(self) -> str:
        said = [_counted(self.raised, "alert"), _counted(self.cleared, "cleared")]
        return "SoleFlip: " + ", ".join(part for part in said if part)

    @property
    def text(self) -> str:
        wrong = [f"{alert.severity.upper()} {alert}: {alert.message}" for alert in self.raised]
        right = [f"CLEARED {alert}, which began {_time(alert.raised_at)}: {alert.message}" for alert in self.cleared]
        return "\n".join([*wrong, *right])


class Channel(Protocol):
    name: str

    def tell(self, news: News) -> None:
        """Tell everything at once. Raises NotTold."""


class Email:
    """One mail to all of ALERT_EMAILS."""

    name = "e-mail"

    def tell(self, news: News) -> None:
        if settings.EMAIL_BACKEND == PRINTS:
            raise NotTold("EMAIL_URL is not set, so no mail can be sent.")
        try:
            send_mail(news.title, f"{news.text}\n", None, settings.ALERT_EMAILS)
        except (OSError, smtplib.SMTPException) as error:
            raise NotTold(f"the mail server did not take it ({type(error).__name__}): see EMAIL_URL.") from None


class Webhook:
    """JSON by POST. `text` alone is what Slack, Mattermost and others show.

    With ALERT_WEBHOOK_SECRET, X-SoleFlip-Signature is sha256= and the HMAC-SHA256 over X-SoleFlip-Timestamp, a dot and
    the body.
    """

    name = "webhook"

    def tell(self, news: News) -> None:
        body = json.dumps({"text": f"{news.title}\n{news.text}", "alerts": [*map(_event, news.raised + news.cleared)]})
        try:
            with urllib3.PoolManager(timeout=TIMEOUT, retries=False) as pool:
                status = pool.request(
                    "POST",
                    settings.ALERT_WEBHOOK_URL,
                    body=body.encode(),
                    headers=_headers(body.encode()),
                    redirect=False,
                ).status
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:  # their texts name the address
            raise NotTold(f"it could not be reached ({type(error).__name__}): see ALERT_WEBHOOK_URL.") from None
        if not 200 <= status < 300:
            raise NotTold(f"it answered {status}: see ALERT_WEBHOOK_URL.")


def channels() -> list[Channel]:
    """Those that the settings have."""
    return [*([Email()] if settings.ALERT_EMAILS else []), *([Webhook()] if settings.ALERT_WEBHOOK_URL else [])]


def _headers(body: bytes) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "User-Agent": "SoleFlip"}
    if settings.ALERT_WEBHOOK_SECRET:
        now = str(int(time.time()))
        signed = hmac.new(settings.ALERT_WEBHOOK_SECRET.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
        headers |= {"X-SoleFlip-Timestamp": now, "X-SoleFlip-Signature": f"sha256={signed}"}
    return headers


def _event(alert: Alert) -> dict[str, str | None]:
    return {
        "id": str(alert.pk),
        "rule": alert.rule,
        "subject": alert.subject,
        "severity": alert.severity,
        "message": alert.message,
        "raised_at": alert.raised_at.isoformat(),
        "cleared_at": alert.cleared_at.isoformat() if alert.cleared_at else None,
    }


def _counted(alerts: list[Alert], word: str) -> str:
    if not alerts:
        return ""
    return f"{len(alerts)} {word}{'s' if word == 'alert' and len(alerts) > 1 else ''}"


def _time(moment) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
