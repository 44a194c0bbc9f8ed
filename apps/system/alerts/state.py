"""Holds what the rules find now against what was wrong before."""

import datetime
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from apps.system.alerts.rules import Finding, LeftOut, Rule, here
from apps.system.models import Alert
from apps.system.models.alert import Severity
from soleflip.postgres.errors import one_line

BROKEN = "rule-failed"  # an alert of its own: what cannot be looked for may be wrong
FORGOTTEN = datetime.timedelta(days=7)  # a machine that has not said it again for so long is no longer there
LONGEST_SUBJECT = Alert._meta.get_field("subject").max_length


class Look(NamedTuple):
    """What all rules found, which were left out and why, which could not be asked, and which are about this machine.

    `unknown` are rules with subjects of which nobody can know just now.
    """

    findings: list[Finding]
    left_out: dict[str, str]
    broken: set[str]
    of_machine: set[str]
    unknown: set[tuple[str, str]]


def look(rules: list[Rule]) -> Look:
    """Ask all rules; one that fails stops none of the others, whatever it met.

    Raises OperationalError without a database.
    """
    findings, left_out, broken = [], {}, set()
    for rule in rules:
        try:
            with transaction.atomic():
                findings += rule.findings()
        except LeftOut as reason:
            left_out[rule.name] = str(reason)
        except Exception as error:
            if isinstance(error, OperationalError) and connection.connection is None:
                raise  # nothing else could be asked either
            broken.add(rule.name)
            said = f"The rule {rule.name} could not be checked: {one_line(error) or type(error).__name__}"
            findings.append(Finding(BROKEN, rule.name, Severity.CRITICAL, said))
    known = [finding for finding in findings if finding.message is not None]
    unknown = {(finding.rule, finding.subject[:LONGEST_SUBJECT]) for finding in findings if finding.message is None}
    return Look(known, left_out, broken, {rule.name for rule in rules if rule.is_of_machine}, unknown)


@transaction.atomic
def remember(found: Look) -> tuple[list[Alert], list[Alert]]:
    """Write down what began and what ceased to be wrong; returns both.

    What a rule found that cannot be asked now stays open: nobody knows. So does what another machine found on itself.
    """
    now = timezone.now()
    before = {(alert.rule, alert.subject): alert for alert in Alert.objects.filter(cleared_at=None)}
    raised = []
    for finding in found.findings:
        subject = finding.subject[:LONGEST_SUBJECT]
        alert = before.pop((finding.rule, subject), None)
        if alert is None:
            alert = Alert(rule=finding.rule, subject=subject, raised_at=now)
            raised.append(alert)
        alert.severity, alert.message, alert.seen_at = finding.severity, finding.message, now
        alert.save()
    cleared = [alert for alert in before.values() if not (_is_unknown(alert, found) or _is_elsewhere(alert, found))]
    for alert in cleared:
        alert.cleared_at = now
        alert.save(update_fields=["cleared_at"])
    return raised, cleared


def _is_unknown(alert: Alert, found: Look) -> bool:
    return alert.rule in found.broken or (alert.rule, alert.subject) in found.unknown


def _is_elsewhere(alert: Alert, found: Look) -> bool:
    is_other = alert.rule in found.of_machine and not alert.subject.startswith(here())
    return is_other and alert.seen_at > timezone.now() - FORGOTTEN
