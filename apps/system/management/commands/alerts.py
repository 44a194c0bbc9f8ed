"""manage.py alerts: looks for what is wrong, tells it once, and lists it."""

import json

from django.core.management.base import BaseCommand, CommandError
from rich.table import Table

from apps.system.alerts import state
from apps.system.alerts.channels import channels
from apps.system.alerts.rules import load
from apps.system.alerts.telling import tell_all
from apps.system.jobs.plan import AtWorkElsewhere
from apps.system.models import Alert
from soleflip.console import console_for
from soleflip.postgres.held_lock import held


class Command(BaseCommand):
    help = (
        "Looks for what is wrong: dead stock, imports, prices, partitions, jobs, backups, disks and more. Each alert "
        "is told once, by e-mail (ALERT_EMAILS) and webhook (ALERT_WEBHOOK_URL), and once more when it has cleared. "
        "run_due does it every ten minutes."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="check|list|rules")
        check = actions.add_parser(
            "check",
            help="ask all rules, and tell what is new",
            epilog="Exit code 1 when a rule could not be checked or a channel did not take what it was to tell: that "
            "is tried again the next time. What is wrong is no failure of the command.",
        )
        check.add_argument("--dry-run", action="store_true", help="say what is wrong; write nothing and tell nobody")
        listed = actions.add_parser("list", help="show what is wrong, as of the last check")
        listed.add_argument("--all", action="store_true", help="also what has cleared")
        rules = actions.add_parser("rules", help="show the rules with their thresholds")
        for action in (check, listed, rules):
            action.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *, action, **options):
        {"check": self.look, "list": self.show, "rules": self.show_rules}[action](**options)

    def look(self, *, dry_run: bool, json: bool, verbosity: int, **options):
        rules = load()
        with held("soleflip alerts") as is_ours:
            if not is_ours:
                raise AtWorkElsewhere("Another check is at work: its result will be in manage.py alerts list.")
            found = state.look(rules)
            raised, cleared = ([], []) if dry_run else state.remember(found)
            problems = {} if dry_run else tell_all()
        if json:
            self.as_json([finding._asdict() for finding in found.findings])
        else:
            self.say(found, raised, cleared, dry_run=dry_run, verbosity=verbosity)
        failures = [f"By {name} nothing was told: {why}" for name, why in problems.items()]
        failures += [f"Rules that could not be checked: {', '.join(sorted(found.broken))}."] if found.broken else []
        if failures:
            raise CommandError(" ".join(failures))

    def say(self, found, raised, cleared, *, dry_run: bool, verbosity: int) -> None:
        new = {(alert.rule, alert.subject) for alert in raised}
        for finding in found.findings:
            since = "" if dry_run else " (new)" if (finding.rule, finding.subject) in new else " (known)"
            name = f"{finding.rule}: {finding.subject}" if finding.subject else finding.rule
            self.stdout.write(f"{finding.severity.upper()} {name}{since}: {finding.message}")
        for alert in cleared:
            self.stdout.write(f"CLEARED {alert}.")
        if verbosity > 1:
            for name, why in found.left_out.items():
                self.stdout.write(f"Left out {name}: {why}.")
        if not found.findings and verbosity:
            self.stdout.write("Nothing is wrong.")
        if found.findings and not channels():
            self.stdout.write("Nobody was told: set ALERT_EMAILS or ALERT_WEBHOOK_URL.")

    def show(self, *, all: bool, json: bool, **options):
        alerts = Alert.objects.all() if all else Alert.objects.filter(cleared_at=None)
        if json:
            shown = alerts.values("rule", "subject", "severity", "message", "raised_at", "seen_at", "cleared_at")
            return self.as_json(
                [{n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in a.items()} for a in shown]
            )
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("since (UTC)", "cleared (UTC)", "severity", "alert", "message"):
            table.add_column(column, no_wrap=column != "message")
        for alert in alerts:
            cleared = f"{alert.cleared_at:%Y-%m-%d %H:%M}" if alert.cleared_at else ""
            table.add_row(f"{alert.raised_at:%Y-%m-%d %H:%M}", cleared, alert.severity, str(alert), alert.message)
        if not table.row_count:
            return self.stdout.write("Nothing was wrong at the last check.")
        return console_for(self.stdout).print(table)

    def show_rules(self, *, json: bool, **options):
        rules = load()
        if json:
            return self.as_json(
                [{"name": r.name, "title": r.title, "severity": r.severity, **r.thresholds} for r in rules]
            )
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("rule", "severity", "thresholds", "what"):
            table.add_column(column)
        for rule in rules:
            thresholds = ", ".join(f"{name} {value}" for name, value in rule.thresholds.items())
            table.add_row(rule.name, rule.severity, thresholds, rule.title)
        return console_for(self.stdout).print(table)

    def as_json(self, rows: list[dict]) -> None:
        self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
