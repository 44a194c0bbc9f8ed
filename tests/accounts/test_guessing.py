"""Who guesses passwords has to wait, longer and longer; nobody else has."""

import datetime
import json
import re
import threading
from collections import Counter

import pytest
from django.contrib.auth.hashers import BCryptSHA256PasswordHasher
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from apps.accounts.client_address import client_address
from apps.accounts.forms import in_words
from apps.accounts.guard import Attempt, attempts
from apps.accounts.models import User
from apps.system.models import LogEntry
from tests.support.databases import connected_to
from tests.support.pages import text
from tests.support.people import ANOTHER, PASSWORD, is_in, log_in
from tests.support.sql import query

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
TOO_MANY = "Too many wrong passwords: wait"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Hundreds of attempts are made here, and none is about bcrypt."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def guess(client, name="buyer", times=10, **options):
    for number in range(times):
        answer = log_in(client, name, f"guess {number}", **options)
    return answer


def change(client, old: str):
    new = {"new_password1": ANOTHER, "new_password2": ANOTHER}
    return client.post(reverse("admin:password_change"), {"old_password": old, **new})


def words(answer) -> str:
    """What the page says, but for the seconds, which pass."""
    return re.sub("[0-9]+", "N", " ".join(answer.context["form"].non_field_errors()))


def lines():
    return LogEntry.objects.filter(component="login")


def grow_older(seconds: int) -> None:
    """All attempts so far were made so many seconds earlier."""
    query("UPDATE system.logs SET created_at = created_at - make_interval(secs => %s)", seconds)


def outcomes() -> Counter:
    return Counter(line.details["outcome"] for line in lines())


@pytest.mark.django_db
class TestWaiting:
    def test_ten_may_be_wrong(self, client, buyer):
        assert guess(client, times=10).status_code == 200
        assert outcomes() == {"wrong": 10}
        client = Client()
        assert log_in(client, "buyer").status_code == 429

    def test_nine_wrong_and_then_the_right_one(self, client, buyer):
        guess(client, times=9)
        log_in(client, "buyer")
        assert is_in(client)

    def test_then_even_the_right_password_is_not_looked_at(self, client, buyer):
        guess(client)
        answer = log_in(client, "buyer")
        assert answer.status_code == 429
        assert 55 <= int(answer["Retry-After"]) <= 60
        assert f"{TOO_MANY} {answer['Retry-After']} seconds." in text(answer)
        assert not is_in(client)
        assert outcomes() == {"wrong": 10, "refused": 1}

    def test_refusals_do_not_lengthen_the_wait(self, client, buyer):
        guess(client, times=30)
        assert outcomes() == {"wrong": 10, "refused": 20}
        grow_older(60)
        log_in(client, "buyer")
        assert is_in(client)

    def test_each_further_wrong_one_doubles_the_wait_up_to_an_hour(self, client, buyer):
        guess(client, times=9)
        waits = []
        for number in range(9):
            log_in(client, "buyer", f"another guess {number}")
            waits.append(int(log_in(client, "buyer")["Retry-After"]))
            grow_older(waits[-1])
        assert [round(wait, -1) for wait in waits] == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]

    def test_a_success_forgets_what_was_wrong(self, client, buyer):
        guess(client, times=9)
        log_in(client, "buyer")
        client.post(reverse("admin:logout"))
        assert guess(client, times=10).status_code == 200
        assert log_in(client, "buyer").status_code == 429

    def test_a_day_later_it_is_forgotten(self, client, buyer):
        guess(client, times=12)
        grow_older(24 * 3600)
        assert guess(client, times=10).status_code == 200

    def test_the_name_and_the_address_of_a_person_count_together(self, client, buyer):
        guess(client, "buyer", times=4)
        guess(client, "BUYER", times=3)
        guess(client, "buyer@EXAMPLE.com", times=3)
        assert log_in(client, "buyer@example.com").status_code == 429

    def test_the_old_password_cannot_be_guessed_either_once_a_session_is_stolen(self, client, buyer):
        client.force_login(buyer)
        for number in range(10):
            assert change(client, old=f"guess {number}").status_code == 200
        answer = change(client, old=PASSWORD)
        assert (answer.status_code, answer["Retry-After"]) == (429, "60")
        assert TOO_MANY in text(answer)
        assert log_in(Client(), "buyer").status_code == 429
        buyer.refresh_from_db()
        assert buyer.check_password(PASSWORD)
        grow_older(60)
        assert change(client, old=PASSWORD).status_code == 302

    def test_an_empty_password_is_no_guess(self, client, buyer):
        log_in(client, "buyer", "")
        log_in(client, "", "x")
        assert not lines().exists()


@pytest.mark.django_db
class TestOthers:
    def test_the_owner_gets_in_from_elsewhere(self, client, buyer):
        guess(client, times=20)
        owner = Client()
        log_in(owner, "buyer", **ELSEWHERE)
        assert is_in(owner)

    def test_the_owners_login_does_not_let_the_guesser_go_on(self, client, buyer):
        guess(client)
        log_in(Client(), "buyer", **ELSEWHERE)
        assert log_in(client, "buyer").status_code == 429

    def test_logging_in_as_oneself_does_not_forget_the_guesses_at_another(self, client, buyer):
        User.objects.create_user("guesser", "guesser@example.com", PASSWORD)
        guess(client, times=9)
        log_in(client, "guesser")
        client.post(reverse("admin:logout"))
        guess(client, times=1)
        assert log_in(client, "buyer").status_code == 429

    def test_other_people_at_the_same_address_get_in(self, client, buyer):
        guess(client, "admin", times=12)
        log_in(client, "buyer")
        assert is_in(client)

    def test_unknown_names_are_answered_in_the_same_words(self, client, buyer):
        unknown, known = Client(), Client()
        for _ in range(12):
            answers = [log_in(unknown, "nobody", "x"), log_in(known, "buyer", "x")]
            assert len({answer.status_code for answer in answers}) == 1
            assert len({words(answer) for answer in answers}) == 1
        assert answers[0].status_code == 429

    @pytest.mark.parametrize("name", ["buyer", "buyer@example.com", "nobody", "nobody@example.com", "without"])
    def test_one_hash_is_computed_whoever_it_is(self, client, buyer, name, settings, monkeypatch):
        """The time that a page takes tells nobody which names there are."""
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.BCryptSHA256PasswordHasher"]
        buyer.set_password(PASSWORD)
        buyer.save()
        User.objects.create_user("without", "without@example.com")
        computed, encode = [], BCryptSHA256PasswordHasher.encode
        monkeypatch.setattr(
            BCryptSHA256PasswordHasher, "encode", lambda *given: computed.append(given) or encode(*given)
        )
        log_in(client, name, "a guess")
        assert len(computed) == 1

    def test_who_is_not_active_is_answered_in_the_same_words(self, client, buyer):
        User.objects.filter(pk=buyer.pk).update(is_active=False)
        assert "do not fit together" in text(log_in(client, "buyer"))


@pytest.mark.django_db
class TestLog:
    def test_a_line_says_who_where_and_how_it_ended(self, client, buyer):
        log_in(client, "BUYER@example.com", "wrong")
        log_in(client, "buyer")
        wrong, success = lines().order_by("created_at")
        known = {"user": "Buyer", "who": str(buyer.pk), "address": "127.0.0.1"}
        assert wrong.details == {**known, "outcome": "wrong"}
        assert success.details == {**known, "outcome": "in"}
        assert (wrong.level, success.level, success.message) == ("WARNING", "INFO", "Right password")
        assert (success.source_table, success.source_id) == ("auth.users", buyer.pk)

    def test_no_secret_gets_into_it(self, client, buyer):
        log_in(client, "my secret password", "")
        log_in(client, "my secret password", "my secret password")
        (line,) = lines()
        assert line.details["user"] is None
        assert "secret" not in json.dumps([line.details, line.message, line.source_table])

    def test_an_unknown_name_counts_as_one_whatever_its_case(self, client):
        guess(client, "nobody", times=5)
        guess(client, "NOBODY", times=5)
        assert log_in(client, "Nobody").status_code == 429

    def test_the_index_answers_the_count(self, buyer):
        query("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        day_ago = timezone.now() - datetime.timedelta(days=1)
        plan = attempts(str(buyer.pk), "127.0.0.1").filter(created_at__gt=day_ago).order_by("-created_at").explain()
        parts = query("""SELECT c.relname FROM pg_partition_tree('system.idx_logs_login_attempts') t
                           JOIN pg_class c ON c.oid = t.relid WHERE t.isleaf""")
        assert any(name in plan for (name,) in parts)


def test_of_many_attempts_at_once_no_more_than_ten_are_looked_at(migrated):
    """Each is written down before it counts the others, so none slips through between the two."""

    def attempt():
        log_in(Client(), "admin", "a guess")
        connection.close()

    with connected_to(migrated):
        threads = [threading.Thread(target=attempt) for _ in range(25)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = outcomes()
    assert found.total() == 25
    assert found["wrong"] <= 10


class TestAddress:
    """Whom a request comes from."""

    @pytest.mark.parametrize(
        ("written", "address"),
        [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("fe80::1%eth0", "fe80::/64"),
            ("", "unknown"),
            ("unix:", "unknown"),
        ],
    )
    def test_it_is_the_one_of_the_connection(self, written, address, settings):
        settings.BEHIND_PROXY = False
        request = RequestFactory().get("/", REMOTE_ADDR=written, HTTP_X_FORWARDED_FOR="198.51.100.1")
        assert client_address(request) == address

    @pytest.mark.parametrize(
        ("header", "address"),
        [
            ("198.51.100.1", "198.51.100.1"),
            ("203.0.113.9, 198.51.100.1", "198.51.100.1"),
            ("forged, 203.0.113.9,198.51.100.1", "198.51.100.1"),
            ("198.51.100.1, 2001:db8::1", "2001:db8::/64"),
            ("", "10.0.0.1"),
            ("198.51.100.1, nonsense", "unknown"),
        ],
    )
    def test_behind_a_proxy_it_is_the_one_that_the_proxy_saw(self, header, address, settings):
        settings.BEHIND_PROXY = True
        request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=header)
        assert client_address(request) == address

    @pytest.mark.django_db
    def test_without_a_proxy_no_header_brings_new_tries(self, client, buyer):
        for number in range(12):
            answer = log_in(client, "buyer", "x", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
        assert answer.status_code == 429

    @pytest.mark.django_db
    def test_behind_a_proxy_no_forged_entry_brings_new_tries(self, client, buyer, settings):
        settings.BEHIND_PROXY = True
        for number in range(12):
            answer = log_in(client, "buyer", "x", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, 198.51.100.1")
        assert answer.status_code == 429

    @pytest.mark.django_db
    def test_a_household_with_ipv6_has_one_count(self, client, buyer):
        for number in range(12):
            answer = log_in(client, "buyer", "x", REMOTE_ADDR=f"2001:db8::{number}")
        assert answer.status_code == 429


@pytest.mark.django_db
def test_a_clock_that_was_set_back_does_not_lengthen_the_wait(buyer):
    request = RequestFactory().get("/")
    for _ in range(10):
        Attempt("buyer", request)
    grow_older(-1000)
    assert Attempt("buyer", request).wait == 60


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (60, "60 seconds"), (120, "120 seconds"), (121, "3 minutes"), (3600, "60 minutes")],
)
def test_a_wait_in_words(seconds, words):
    assert in_words(seconds) == words
