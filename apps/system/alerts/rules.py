"""Reads the rules, and asks them."""

import functools
import socket
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from apps.system.models.alert import Severity

KNOWN = {"name", "title", "severity", "check"}

# What a check returns: what of several is wrong, "" where there is only one, and a sentence on it; without a sentence
# nobody can know just now, so what is open stays open.
Findings = Iterator[tuple[str, str | None]]


class LeftOut(Exception):
    """The part that a rule rests on is not there; says which."""


class Finding(NamedTuple):
    """Something wrong, found by a rule."""

    rule: str
    subject: str
    severity: str
    message: str | None


def here() -> str:
    """How the subject begins of what is wrong with this machine."""
    return f"{socket.gethostname()}: "


def of_this_machine(check: Callable[..., Findings]) -> Callable[..., Findings]:
    """For a check that looks at the machine itself: names it in each subject, and other machines leave that open."""

    @functools.wraps(check)
    def named(**thresholds) -> Findings:
        for subject, said in check(**thresholds):
            yield f"{here()}{subject}", said

    named.is_of_machine = True
    return named


@dataclass(frozen=True)
class Rule:
    """What is looked for, by which function, with which thresholds."""

    name: str
    title: str
    severity: str
    check: Callable[..., Findings]
    thresholds: dict[str, Any]

    @property
    def is_of_machine(self) -> bool:
        """Whether it looks at the machine that asks, so that another one does not know."""
        return getattr(self.check, "is_of_machine", False)

    def findings(self) -> list[Finding]:
        """What is wrong now. Raises LeftOut, and whatever the check raises."""
        return [Finding(self.name, subject, self.severity, said) for subject, said in self.check(**self.thresholds)]


def load(path: str | None = None) -> list[Rule]:
    """The rules of the file that settings name. Raises ImproperlyConfigured with a sentence."""
    path = path or settings.ALERT_RULES
    try:
        entries = tomllib.loads(Path(path).read_text()).get("rule", [])
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"The rules in {path} cannot be read: {error}. See ALERT_RULES.") from None
    rules = [_rule(entry, f"{path}, rule {number}") for number, entry in enumerate(entries, start=1)]
    names = [rule.name for rule in rules]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ImproperlyConfigured(f"{path} has several rules with the name {', '.join(twice)}.")
    return rules


def _rule(entry: dict, where: str) -> Rule:
    if missing := sorted(KNOWN - entry.keys()):
        raise ImproperlyConfigured(f"{where} lacks {', '.join(missing)}.")
    if entry["severity"] not in Severity.values:
        raise ImproperlyConfigured(f"{where}: severity must be one of {', '.join(Severity.values)}.")
    try:
        check = import_string(entry["check"])
    except ImportError:
        raise ImproperlyConfigured(f"{where}: there is no function {entry['check']}.") from None
    thresholds = {name: value for name, value in entry.items() if name not in KNOWN}
    return Rule(entry["name"], entry["title"], entry["severity"], check, thresholds)
