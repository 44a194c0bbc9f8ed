"""run_due does what is due, once, whoever else tries, and writes down what became of it."""

import datetime
import io
import signal

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.system.jobs import plan, running
from apps.system.jobs.plan import PLAN, TASKS, Task
from apps.system.jobs.running import is_due, known_jobs
from apps.system.jobs.schedule import Daily, Every
from apps.system.models import Job, LogEntry
from soleflip.postgres.held_lock import held
from tests.support.command_line import database_url, manage, started
from tests.support.sql import query, value
from tests.support.waiting import BLOCKED, wait_until

HOUR = datetime.timedelta(hours=1)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def run_due(*arguments: str) -> str:
    output = io.StringIO()
    call_command("run_due", *arguments, stdout=output, stderr=output)
    return output.getvalue()


@pytest.fixture(autouse=True)
def own_backups(settings, tmp_path, monkeypatch):
    """A folder of the test's own: other tests make backups at the same time."""
    settings.BACKUP_DIR = tmp_path / "backups"
    monkeypatch.setenv("BACKUP_DIR", str(settings.BACKUP_DIR))


class TestWhenAJobIsDue:
    @pytest.mark.parametrize(
        ("zone", "now", "latest", "following"),
        [
            ("UTC", "2026-03-14 12:00", "2026-03-14 03:10", "2026-03-15 03:10"),
            ("UTC", "2026-03-14 03:09", "2026-03-13 03:10", "2026-03-14 03:10"),
            ("Europe/Berlin", "2026-03-29 12:00", "2026-03-29 01:10", "2026-03-30 01:10"),  # 3:10 in summer time
            ("Europe/Berlin", "2026-10-25 12:00", "2026-10-25 02:10", "2026-10-26 02:10"),
        ],
    )
    def test_daily_by_the_clock_on_the_wall(self, zone, now, latest, following):
        with timezone.override(zone):
            daily = Daily(3, 10)
            assert daily.latest(at(now)) == at(latest)
            assert daily.following(at(now)) == at(following)

    def test_every_hour(self):
        assert Every(60).latest(at("2026-03-14 12:34")) == at("2026-03-14 12:00")
        assert Every(10).following(at("2026-03-14 12:34")) == at("2026-03-14 12:40")

    @pytest.mark.parametrize(
        ("began", "ended", "result", "due"),
        [
            (None, None, None, True),
            ("2026-03-14 03:10", "2026-03-14 03:11", "ok", False),
            ("2026-03-13 03:10", "2026-03-13 03:11", "ok", True),
            ("2026-03-14 11:30", "2026-03-14 11:31", "failed", False),
            ("2026-03-14 10:30", "2026-03-14 10:31", "failed", True),  # an hour later it is tried again
            ("2026-03-14 11:59", None, None, False),  # killed, or at work: at once it would be killed once more
            ("2026-03-14 10:59", None, None, True),
        ],
    )
    def test_a_day_that_was_missed_and_a_failure_are_made_up_for(self, began, ended, result, due):
        job = Job(began_at=began and at(began), ended_at=ended and at(ended), result=result)
        assert is_due(Task("try", Daily(3, 10), ("x",)), job, at("2026-03-14 12:00")) is due


def test_all_commands_of_the_plan_exist_and_take_their_arguments(settings):
    from django.core.management import get_commands, load_command_class

    settings.RATES_SOURCE = "eurofxref.csv"
    for task in PLAN:
        name, *arguments = task.arguments()
        command = load_command_class(get_commands()[name], name)
        command.create_parser("manage.py", name).parse_args(arguments)


@pytest.mark.django_db(transaction=True)
class TestARun:
    @pytest.fixture(autouse=True)
    def own_database(self, committed):
        self.name = committed

    def test_everything_is_done_once_and_stands_in_the_table_and_in_the_log(self):
        said = run_due()
        assert "partitions: ok." in said
        assert "rates: not configured." in said
        jobs = Job.objects.in_bulk()
        assert set(jobs) == {task.name for task in PLAN}
        assert jobs["partitions"].result == "ok"
        assert jobs["partitions"].began_at <= jobs["partitions"].ended_at == jobs["partitions"].succeeded_at
        assert jobs["partitions"].seconds >= 0
        assert jobs["partitions"].due_at > timezone.now()
        assert jobs["partitions"].message.startswith("Nothing was to be made")
        assert jobs["rates"].message == "RATES_SOURCE is not set: it says where exchange rates come from."
        assert LogEntry.objects.filter(component="job", details__job="partitions").count() == 1
        again = run_due()
        assert "partitions" not in again

    def test_a_dry_run_does_nothing(self):
        assert "Would do partitions: manage.py partitions ensure.\n" in run_due("--dry-run")
        run_due("--list")
        assert Job.objects.count() == 0

    def test_a_machine_whose_clock_is_wrong_does_nothing_twice(self, monkeypatch):
        run_due("--job", "age-inventory", "--job", "audit")
        tomorrow = timezone.now() + 25 * HOUR
        monkeypatch.setattr(timezone, "now", lambda: tomorrow)
        said = run_due("--dry-run")
        assert "Would do partitions" in said
        assert "age_inventory" not in said
        assert running.run(TASKS["age-inventory"]) == "not due"

    def test_one_by_name_is_done_at_once(self):
        run_due()
        assert run_due("--job", "partitions") == "partitions: ok.\n"

    def test_a_failure_stops_none_of_the_others_and_is_exit_code_1(self):
        query("ALTER TABLE products.inventory RENAME TO away")
        result = manage("run_due", database=self.name)
        assert result.returncode == 1
        assert "age-inventory" in result.stderr
        assert "Traceback" not in result.stderr
        jobs = Job.objects.in_bulk()
        assert jobs["age-inventory"].result == "failed"
        assert "does not exist" in jobs["age-inventory"].message
        assert jobs["age-inventory"].succeeded_at is None
        assert jobs["partitions"].result == "ok"
        (line,) = LogEntry.objects.filter(component="job", details__job="age-inventory")
        assert line.level == "ERROR"

    def test_rates_of_a_file_that_has_not_changed_are_no_failure(self, tmp_path, settings):
        file = tmp_path / "eurofxref.csv"
        file.write_text("Date, USD, JPY, \n1 August 2024, 1.0790, 161.68, \n")
        settings.RATES_SOURCE = str(file)
        assert run_due("--job", "rates") == run_due("--job", "rates") == "rates: ok.\n"
        assert value("SELECT count(*) FROM pricing.exchange_rates") == 2

    def test_a_job_of_another_release_keeps_its_row_and_is_not_shown(self):
        Job.objects.create(name="of-tomorrow", every="every hour")
        run_due("--job", "partitions")
        assert Job.objects.filter(name="of-tomorrow").exists()
        assert "of-tomorrow" not in run_due("--list")

    def test_a_check_of_alerts_that_somebody_does_by_hand_is_no_failure(self):
        run_due("--job", "alerts")
        before = Job.objects.values().get(name="alerts")
        with held("soleflip alerts"):
            assert run_due("--job", "alerts") == "alerts: at work elsewhere.\n"
        assert Job.objects.values().get(name="alerts") == before
        assert LogEntry.objects.filter(component="job", details__job="alerts").count() == 1

    def test_the_list(self):
        run_due("--job", "partitions")
        shown = {line.split()[0]: line for line in run_due("--list").splitlines()}
        assert " ok " in shown["partitions"]
        assert " never " in shown["rates"]


HOLDS_NOTHING = """
SELECT backend_xmin IS NULL AND backend_xid IS NULL FROM pg_stat_activity
 WHERE application_name = 'soleflip lock' AND datname = current_database()"""


class TestTwoAtOnce:
    def blocker(self, name: str):
        """A session that lets `age_inventory` wait, so that the job is at work for as long as the test needs it."""
        session = psycopg.connect(database_url(name))
        session.execute("LOCK TABLE products.inventory IN ACCESS EXCLUSIVE MODE")
        return session

    def at_work(self) -> bool:
        return Job.objects.filter(name="age-inventory", began_at__isnull=False, ended_at=None).exists()

    def test_two_machines_do_each_job_once(self, committed, tmp_path):
        outputs = [tmp_path / "one", tmp_path / "two", tmp_path / "three"]
        began = timezone.now()
        machines = [started("run_due", output=output, database=committed) for output in outputs]
        assert [machine.wait(120) for machine in machines] == [0, 0, 0]
        done = dict(query("SELECT details ->> 'job', count(*) FROM system.logs WHERE component = 'job' GROUP BY 1"))
        assert done.keys() == {task.name for task in PLAN}
        ended = timezone.now()
        again = {task.name for task in PLAN if task.when.latest(ended) > began}  # their next turn came meanwhile
        assert {name for name, times in done.items() if times > 1} <= again

    def test_who_comes_while_another_is_at_work_goes_on_to_the_next(self, committed, tmp_path):
        with self.blocker(committed):
            first = started("run_due", "--job", "age-inventory", output=tmp_path / "first", database=committed)
            wait_until(self.at_work)
            second = manage("run_due", "--job", "age-inventory", "--job", "partitions", database=committed)
            assert second.returncode == 0
            assert "age-inventory: at work elsewhere." in second.stdout
            assert "partitions: ok." in second.stdout
        assert first.wait(60) == 0

    def killed_half_way(self, name: str, folder) -> None:
        with self.blocker(name):
            first = started("run_due", "--job", "age-inventory", output=folder / "first", database=name)
            wait_until(self.at_work)
            first.send_signal(signal.SIGKILL)
            first.wait(60)
        wait_until(lambda: query(HOLDS_NOTHING) == [])

    def test_what_kills_the_process_each_time_holds_up_none_of_the_others(self, committed, tmp_path):
        """As a job that takes more memory than there is."""
        self.killed_half_way(committed, tmp_path)
        assert "age-inventory" not in run_due("--dry-run")
        query("UPDATE system.jobs SET began_at = began_at - interval '1 hour'")
        assert run_due("--dry-run").splitlines()[-1] == "Would do age-inventory: manage.py age_inventory."
        assert run_due("--dry-run").startswith("Would do alerts: ")

    def test_one_that_was_killed_is_seen_and_done_again(self, committed, tmp_path):
        self.killed_half_way(committed, tmp_path)
        assert Job.objects.get(pk="age-inventory").ended_at is None
        query("UPDATE system.jobs SET began_at = began_at - interval '1 hour'")
        second = manage("run_due", database=committed)
        assert second.returncode == 0, second.stderr
        assert "age-inventory began at " in second.stdout
        assert " and never ended." in second.stdout
        assert Job.objects.get(pk="age-inventory").result == "ok"
        assert LogEntry.objects.filter(component="job", level="WARNING").count() == 1

    def test_a_connection_that_is_cut_while_a_backup_is_made_is_opened_again(self, committed, tmp_path):
        with self.blocker(committed):
            machine = started("run_due", "--job", "backup", output=tmp_path / "said", database=committed)
            wait_until(lambda: query(BLOCKED))
            # As a limit of the server on idle sessions does it.
            assert query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND state = 'idle' AND pid <> pg_backend_pid()"
            )
        assert machine.wait(60) == 0, (tmp_path / "said").read_text()
        assert Job.objects.get(pk="backup").result == "ok"

    def test_one_that_was_told_to_stop_has_failed(self, committed, tmp_path):
        with self.blocker(committed):
            first = started("run_due", "--job", "age-inventory", output=tmp_path / "first", database=committed)
            wait_until(self.at_work)
            first.send_signal(signal.SIGTERM)
            assert first.wait(60) == 143
        job = Job.objects.get(pk="age-inventory")
        assert (job.result, job.message) == ("failed", "stopped before its end")

    def test_the_lock_holds_up_nobody_who_removes_old_rows(self, committed, tmp_path):
        with self.blocker(committed):
            first = started("run_due", "--job", "age-inventory", output=tmp_path / "first", database=committed)
            wait_until(self.at_work)
            assert value(HOLDS_NOTHING) is True
        assert first.wait(60) == 0


@pytest.mark.django_db
def test_an_error_of_a_job_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(plan, "PLAN", PLAN)
    known_jobs()
    result, message = running._outcome(Task("try", Every(60), ("no_such_command",)))
    assert (result, message) == ("failed", "Unknown command: 'no_such_command'")
    with pytest.raises(CommandError):
        run_due("--job", "no-such-job")
