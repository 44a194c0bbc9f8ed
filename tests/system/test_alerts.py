"""Each alert is told once by each channel until it clears, and then that it has."""

import datetime
import hashlib
import hmac
import io
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import psycopg
import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.integration.imports.turn import turn
from apps.system.alerts import checks
from apps.system.alerts.rules import Finding, LeftOut, load
from apps.system.models import Alert, Job
from soleflip.postgres.held_lock import held
from tests.backup.drill import own_server
from tests.support.command_line import PRODUCTION, database_url, manage, python
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.superuser import only_embedded, superuser_url
from tests.support.waiting import wait_until

DAY = datetime.timedelta(days=1)


class Receiver(HTTPServer):
    """What a chat or pager would be: keeps what it is sent, and answers with `status`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.received = 200, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/a-secret-path"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def webhook(settings):
    receiver = Receiver()
    settings.ALERT_WEBHOOK_URL = receiver.url
    yield receiver
    receiver.shutdown()
    receiver.server_close()


@pytest.fixture(autouse=True)
def a_backup_of_now(settings):
    """Whatever backups this machine has."""
    settings.BACKUP_NEWEST = "django.utils.timezone.now"


def check(*arguments: str) -> str:
    output = io.StringIO()
    call_command("alerts", "check", *arguments, stdout=output)
    return output.getvalue()


def job(result: str) -> None:
    """A job as it ended last."""
    now = timezone.now()
    row = {"every": "every hour", "began_at": now, "ended_at": now, "result": result, "message": "no file"}
    Job.objects.update_or_create(name="rates", defaults=row)


@pytest.mark.django_db
class TestTelling:
    def test_each_alert_is_told_once_and_once_that_it_has_cleared(self, settings):
        settings.ALERT_EMAILS = ["stock@example.com", "boss@example.com"]
        job("failed")
        assert check() == "WARNING job-failed: rates (new): rates failed: no file\n"
        assert check() == "WARNING job-failed: rates (known): rates failed: no file\n"
        (first,) = mail.outbox
        assert first.to == settings.ALERT_EMAILS
        assert first.subject == "SoleFlip: 1 alert"
        assert first.body == "WARNING job-failed: rates: rates failed: no file\n"
        job("ok")
        assert check() == "CLEARED job-failed: rates.\nNothing is wrong.\n"
        check()
        assert [message.subject for message in mail.outbox] == ["SoleFlip: 1 alert", "SoleFlip: 1 cleared"]
        job("failed")
        check()
        assert len(mail.outbox) == 3
        assert Alert.objects.count() == 2

    def test_the_webhook_gets_json_that_it_can_tell_from_a_forged_one(self, settings, webhook):
        settings.ALERT_WEBHOOK_SECRET = "shared"
        job("failed")
        check()
        ((headers, body),) = webhook.received
        sent = json.loads(body)
        assert sent["text"] == "SoleFlip: 1 alert\nWARNING job-failed: rates: rates failed: no file"
        (event,) = sent["alerts"]
        assert (event["rule"], event["subject"], event["cleared_at"]) == ("job-failed", "rates", None)
        signed = hmac.new(b"shared", f"{headers['X-SoleFlip-Timestamp']}.".encode() + body, hashlib.sha256).hexdigest()
        assert headers["X-SoleFlip-Signature"] == f"sha256={signed}"

    def test_a_channel_that_fails_is_said_and_tried_again_while_the_other_has_told(self, settings, webhook):
        settings.ALERT_EMAILS = ["stock@example.com"]
        webhook.status = 500
        job("failed")
        with pytest.raises(CommandError, match=r"By webhook nothing was told: it answered 500") as caught:
            check()
        assert "a-secret-path" not in str(caught.value)
        webhook.status = 204
        check()
        check()
        assert len(webhook.received) == 2
        assert len(mail.outbox) == 1

    def test_a_channel_that_is_away(self, settings):
        settings.ALERT_WEBHOOK_URL = "http://127.0.0.1:9/a-secret-path"
        job("failed")
        with pytest.raises(CommandError, match="could not be reached") as caught:
            check()
        assert "a-secret-path" not in str(caught.value)
        assert Alert.objects.get().told == []

    def test_a_mail_server_that_is_away(self, settings):
        settings.ALERT_EMAILS, settings.EMAIL_BACKEND = (
            ["stock@example.com"],
            "django.core.mail.backends.smtp.EmailBackend",
        )
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        job("failed")
        with pytest.raises(CommandError, match="By e-mail nothing was told: the mail server did not take it"):
            check()

    def test_a_dry_run_tells_nobody_and_writes_nothing(self, settings):
        settings.ALERT_EMAILS = ["stock@example.com"]
        job("failed")
        assert check("--dry-run") == "WARNING job-failed: rates: rates failed: no file\n"
        assert (mail.outbox, Alert.objects.count()) == ([], 0)

    def test_a_rule_that_cannot_be_asked_is_an_alert_and_what_it_found_before_stays(self):
        make("integration.ImportBatch", source="awin", status="failed", error_message="no such host.")
        check()
        query("ALTER TABLE integration.import_batches RENAME TO away")
        job("failed")
        with pytest.raises(CommandError, match=r"Rules that could not be checked: import-failed"):
            check()
        open_rules = set(Alert.objects.filter(cleared_at=None).values_list("rule", flat=True))
        assert {"import-failed", "rule-failed", "job-failed"} <= open_rules

    def test_a_folder_of_backups_that_nobody_may_read_is_an_alert_as_well(self, settings, tmp_path):
        (tmp_path / "a-file").touch()
        settings.BACKUP_NEWEST, settings.BACKUP_DIR = "soleflip.backup.newest", tmp_path / "a-file"
        job("failed")
        with pytest.raises(CommandError, match=r"Rules that could not be checked: backup-old"):
            check()
        found = dict(Alert.objects.values_list("rule", "message"))
        assert found["job-failed"] == "rates failed: no file"
        assert "cannot be looked at: Not a directory" in found["rule-failed"]

    def test_a_full_disk_is_cleared_by_its_own_machine_or_when_that_is_gone(self, settings, tmp_path, monkeypatch):
        (tmp_path / "rules.toml").write_text(
            "[[rule]]\nname='disk-full'\ntitle='x'\nseverity='critical'\npercent=101\ngigabytes=1000000000\n"
            "check='apps.system.alerts.checks.full_disks'"
        )
        settings.BACKUP_DIR, settings.USES_EMBEDDED_SERVER = str(tmp_path), False
        settings.ALERT_RULES = str(tmp_path / "rules.toml")
        for machine in ("one", "two"):
            monkeypatch.setattr("socket.gethostname", lambda machine=machine: machine)
            check()
        settings.BACKUP_DIR = ""  # two has none any more; what one has, it cannot know
        assert check() == f"CLEARED disk-full: two: {tmp_path}.\nNothing is wrong.\n"
        Alert.objects.update(seen_at=timezone.now() - 8 * DAY)
        assert check() == f"CLEARED disk-full: one: {tmp_path}.\nNothing is wrong.\n"

    def test_a_job_that_is_tried_again_is_not_right_again_before_it_has_ended(self, settings):
        settings.ALERT_EMAILS = ["stock@example.com"]
        job("failed")
        check()
        Job.objects.filter(name="rates").update(began_at=timezone.now(), ended_at=None, result=None, message=None)
        with held("soleflip job rates"):
            assert check() == "Nothing is wrong.\n"
        assert check().startswith("WARNING job-failed: rates (known): rates was killed; it began at ")
        assert len(mail.outbox) == 1
        job("ok")
        assert check() == "CLEARED job-failed: rates.\nNothing is wrong.\n"

    def test_the_job_that_tells_does_not_tell_of_itself(self, settings):
        """By cron and by run_due in turn it would each time say that it is right again, and wrong again."""
        settings.ALERT_EMAILS, settings.ALERT_WEBHOOK_URL = ["stock@example.com"], "http://127.0.0.1:9/"
        job("failed")
        for _ in range(2):
            with pytest.raises(CommandError, match="alerts failed"):
                call_command("run_due", "--job", "alerts", stdout=io.StringIO())
            with pytest.raises(CommandError, match="could not be reached"):
                check()
        assert [message.subject for message in mail.outbox] == ["SoleFlip: 1 alert"]

    def test_the_list(self):
        job("failed")
        check()
        output = io.StringIO()
        call_command("alerts", "list", "--json", stdout=output)
        (row,) = json.loads(output.getvalue())
        assert (row["rule"], row["message"], row["cleared_at"]) == ("job-failed", "rates failed: no file", None)

    def test_what_rests_on_other_parts_is_left_out_until_they_are_there(self, settings):
        settings.AUDIT_CHECK = settings.BACKUP_NEWEST = ""
        with pytest.raises(LeftOut):
            list(checks.audit_chain())
        with pytest.raises(LeftOut):
            list(checks.old_backup(hours=24))
        settings.AUDIT_CHECK = "tests.system.test_alerts.broken_chain"
        settings.BACKUP_NEWEST = "tests.system.test_alerts.backup_of_two_days_ago"
        assert list(checks.audit_chain()) == [("", "The chain is broken.")]
        ((_, sentence),) = checks.old_backup(hours=24)
        assert sentence.startswith("The newest complete backup is of ")
        backup = make("system.Job", name="backup", succeeded_at=timezone.now() - 3 * DAY)
        assert len(list(checks.old_backup(hours=24))) == 1
        backup.succeeded_at = timezone.now()  # by another machine, into a folder of its own
        backup.save()
        assert list(checks.old_backup(hours=24)) == []


def broken_chain() -> str:
    return "The chain is broken."


def backup_of_two_days_ago() -> datetime.datetime:
    return timezone.now() - 2 * DAY


@pytest.mark.django_db
class TestWhatIsFound:
    def findings(self, rule: str) -> list[Finding]:
        (found,) = [each for each in load() if each.name == rule]
        return found.findings()

    def subjects(self, rule: str) -> list[str]:
        return [finding.subject for finding in self.findings(rule)]

    def test_imports_that_failed_until_one_does_not(self):
        make("integration.ImportBatch", source="awin", status="failed", created_at=timezone.now() - DAY)
        make("integration.ImportBatch", source="alias", status="completed")
        assert self.subjects("import-failed") == ["awin"]
        make("integration.ImportBatch", source="awin", status="completed")
        assert self.subjects("import-failed") == []

    def test_a_row_that_is_used_again_counts_from_its_last_try(self):
        now, days_ago = timezone.now(), timezone.now() - 5 * DAY
        again = {"created_at": days_ago, "started_at": now}
        make("integration.ImportBatch", source="awin", status="completed", completed_at=now, **again)
        assert self.subjects("import-late") == []
        make("integration.ImportBatch", source="prices", status="completed", started_at=now - DAY, completed_at=now)
        make("integration.ImportBatch", source="prices", status="failed", **again)
        assert self.subjects("import-failed") == ["prices"]

    def test_an_import_that_was_killed(self):
        make("integration.ImportBatch", source="awin", status="processing", started_at=timezone.now())
        with turn("awin"):
            assert [finding.message for finding in self.findings("import-failed")] == [None]
        assert "was killed: import the file again" in self.findings("import-failed")[0].message

    def test_imports_that_are_late(self):
        for source, days in (("awin", 3), ("alias", 3), ("stockx", 40)):
            make("integration.ImportBatch", source=source, status="completed", created_at=timezone.now() - days * DAY)
        assert self.subjects("import-late") == ["awin", "stockx"]

    def test_an_import_that_refused_many_rows(self):
        rows = {"total_records": 100, "processed_records": 70, "error_records": 30}
        make("integration.ImportBatch", source="prices", status="completed", completed_at=timezone.now(), **rows)
        assert self.subjects("import-refused-rows") == ["prices"]

    def test_prices_that_are_old(self):
        assert self.subjects("prices-old") == []
        make("integration.PriceHistory", recorded_at=timezone.now() - 2 * DAY)
        query("DELETE FROM integration.price_history WHERE recorded_at > now() - interval '1 day'")
        assert self.subjects("prices-old") == [""]
        rows = {"total_records": 1, "skipped_records": 1, "completed_at": timezone.now()}
        make("integration.ImportBatch", source="prices", status="completed", **rows)
        assert self.subjects("prices-old") == []

    def test_dead_stock(self):
        lot = {"status": "in_stock", "quantity": 60, "purchase_price": 100}
        make("products.InventoryItem", purchase_date=timezone.now() - 100 * DAY, **lot)
        assert self.subjects("dead-stock") == [""]
        make("products.InventoryItem", purchase_date=timezone.now(), **(lot | {"purchase_price": 1000}))
        assert self.subjects("dead-stock") == []

    def test_rows_without_a_partition(self):
        make("system.LogEntry", created_at=datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC))
        assert self.subjects("default-partition") == ["system.logs_default"]

    def test_a_job_that_never_ended(self):
        make("system.Job", name="rates", began_at=timezone.now() - DAY, machine="one")
        make("system.Job", name="of-yesterday", began_at=timezone.now() - DAY, machine="one")
        assert self.subjects("job-failed") == ["rates"]

    def test_wrong_passwords(self):
        for _ in range(50):
            make(
                "system.LogEntry",
                component="login",
                level="WARNING",
                details={"outcome": "wrong"},
                created_at=timezone.now(),
            )
        assert self.subjects("guessed-passwords") == [""]

    def test_a_disk_that_is_nearly_full(self, settings, tmp_path):
        settings.BACKUP_DIR, settings.USES_EMBEDDED_SERVER = str(tmp_path), False
        assert list(checks.full_disks(percent=0, gigabytes=0)) == []
        ((folder, sentence),) = checks.full_disks(percent=101, gigabytes=10**9)
        assert folder == f"{socket.gethostname()}: {tmp_path}"
        assert " are left at " in sentence

    def test_a_disk_that_is_not_mounted(self, settings, tmp_path):
        settings.BACKUP_DIR, settings.USES_EMBEDDED_SERVER = "", False
        asked = {"percent": 0, "gigabytes": 0, "folders": [str(tmp_path), str(tmp_path / "archive")]}
        missing = str(tmp_path / "archive")
        assert list(checks.full_disks(**asked)) == [
            (f"{socket.gethostname()}: {missing}", f"{missing} is not there: is its disk mounted?")
        ]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_has_been_open_for_long(committed):
    with psycopg.connect(database_url(committed), application_name="forgotten") as session:
        pid = session.execute("SELECT pg_backend_pid()").fetchone()[0]
        assert str(pid) in dict(checks.long_transactions(minutes=0))
        assert str(pid) not in dict(checks.long_transactions(minutes=5))
    assert value("SELECT count(*) FROM system.alerts") == 0


@pytest.mark.django_db(transaction=True)
def test_mails_that_are_only_printed_tell_nobody(committed):
    """As where ALERT_EMAILS was set, and EMAIL_URL forgotten."""
    job("failed")
    result = manage("alerts", "check", database=committed, ALERT_EMAILS="stock@example.com", EMAIL_URL="")
    assert result.returncode == 1
    assert "By e-mail nothing was told: EMAIL_URL is not set, so no mail can be sent." in result.stderr
    assert Alert.objects.get(rule="job-failed").told == []


def test_a_log_that_cannot_be_archived():
    asks = "import django; django.setup(); from apps.system.alerts.checks import *; print(*failing_archive())"
    with own_server() as server:

        def said() -> str:
            site = {"DATABASE_URL": server.url(), "DJANGO_SETTINGS_MODULE": "soleflip.settings", **PRODUCTION}
            return python("-c", asks, **site).stdout

        server.execute("CREATE TABLE first (); SELECT pg_switch_wal()", "postgres")
        wait_until(lambda: server.value("SELECT last_archived_time FROM pg_stat_archiver"))
        assert said() == "\n"
        server.execute("ALTER SYSTEM SET archive_command = 'false'", "postgres")
        server.execute("SELECT pg_reload_conf()", "postgres")
        server.execute("CREATE TABLE second (); SELECT pg_switch_wal()", "postgres")
        wait_until(lambda: server.value("SELECT last_failed_time FROM pg_stat_archiver"))
        assert " could not be archived at " in said()


@pytest.mark.django_db
def test_a_server_that_archives_nothing_is_asked_for_no_archive():
    with pytest.raises(LeftOut, match="archive_mode is off"):
        list(checks.failing_archive())


@only_embedded
def test_what_of_other_roles_cannot_be_seen_is_said(committed):
    with psycopg.connect(database_url(committed), application_name="forgotten"):
        assert list(checks.long_transactions(minutes=60)) == []
    with psycopg.connect(superuser_url(committed), application_name="forgotten"):
        found = dict(checks.long_transactions(minutes=60))
    role = value("SELECT quote_ident(current_user)")
    sentence = f"Transactions of 1 session of another role cannot be seen: GRANT pg_read_all_stats TO {role};"
    assert found == {"hidden": sentence}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule]]\nname = 'x'", "lacks check, severity, title"),
        ("[[rule]", "cannot be read"),
        ("[[rule]]\nname='x'\ntitle='x'\nseverity='bad'\ncheck='x'", "severity must be one of warning, critical"),
        ("[[rule]]\nname='x'\ntitle='x'\nseverity='warning'\ncheck='apps.nothing.here'", "there is no function"),
    ],
)
def test_rules_that_cannot_be_read_are_told_in_a_sentence(tmp_path, text, says):
    file = tmp_path / "rules.toml"
    file.write_text(text)
    with pytest.raises(ImproperlyConfigured, match=says):
        load(str(file))
