"""Who acts is known to the database before it is changed, and to nobody afterwards."""

import re
from contextlib import suppress

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from apps.core.models import Brand
from soleflip.acting.actor import program, request_id
from soleflip.acting.middleware import RequestActor
from soleflip.acting.telling import tell_new_connection
from tests.support.rows import make
from tests.support.sql import query

NOW = "SELECT current_setting('soleflip.program', true), current_setting('soleflip.user_id', true)"


def answered(view, user=None, **headers):
    """The answer of a view to a request of this user, through the middleware alone."""
    request = RequestFactory().get("/", headers=headers)
    if user:
        request.user = user
    return RequestActor(view)(request)


def told() -> tuple[str, str]:
    return query(NOW)[0]


def write():
    Brand.objects.filter(name="nobody's").update(name="nobody's")


@pytest.mark.django_db(transaction=True)
class TestARequest:
    def test_who_writes_is_told_before_and_forgotten_after(self):
        user, seen = make("accounts.User"), []

        def view(request):
            write()
            seen.append(told())
            return {}

        answered(view, user)
        assert seen == [("web", str(user.pk))]
        assert told() == ("", "")

    def test_who_reads_pays_nothing(self, django_assert_num_queries):
        def view(request):
            list(Brand.objects.all()[:1])
            Brand.objects.all().explain(format="json")
            return {}

        user = make("accounts.User")
        with django_assert_num_queries(2):
            answered(view, user)

    def test_it_is_told_again_after_a_transaction_that_was_rolled_back(self):
        user, seen = make("accounts.User"), []

        def view(request):
            with transaction.atomic():
                write()
                transaction.set_rollback(True)
            with transaction.atomic():
                write()
                seen.append(told())
            return {}

        answered(view, user)
        assert seen == [("web", str(user.pk))]

    def test_and_after_a_part_of_one_that_was_rolled_back(self):
        user, seen = make("accounts.User"), []

        def view(request):
            with transaction.atomic():
                with transaction.atomic():
                    write()
                    transaction.set_rollback(True)
                write()
                seen.append(told())
            return {}

        answered(view, user)
        assert seen == [("web", str(user.pk))]

    def test_who_logs_in_in_the_middle_is_told_from_then_on(self):
        one, other, seen = make("accounts.User"), make("accounts.User"), []

        def view(request):
            with transaction.atomic():
                write()
                request.user = other
                write()
                seen.append(told())
            return {}

        answered(view, one)
        assert seen == [("web", str(other.pk))]

    def test_nobody_is_left_on_the_connection_whatever_was_rolled_back(self):
        def view(request):
            with transaction.atomic():
                write()
                with transaction.atomic():
                    transaction.set_rollback(True)
            return {}

        answered(view, make("accounts.User"))
        assert told() == ("", "")

    def test_a_query_that_fails_in_a_transaction_is_rolled_back_as_ever(self):
        user, seen = make("accounts.User"), []

        def view(request):
            with transaction.atomic():
                with suppress(DatabaseError), transaction.atomic():
                    query("SELECT no_such_function()")
                write()
                seen.append(told())
            return {}

        answered(view, user)
        assert seen == [("web", str(user.pk))]


class TestTheIdOfARequest:
    def test_it_is_known_while_the_request_is_answered_and_stands_in_the_answer(self):
        seen = []

        def view(request):
            seen.append(request_id())
            return {}

        answer = answered(view)
        assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])
        assert seen == [answer["X-Request-ID"]]
        assert request_id() == ""

    def test_that_of_a_proxy_is_taken_over(self, settings):
        settings.BEHIND_PROXY = True
        assert (
            answered(lambda request: {}, **{"X-Request-ID": "from-the-proxy-1"})["X-Request-ID"] == "from-the-proxy-1"
        )

    @pytest.mark.parametrize("sent", ["short", "with space in it", "x" * 65, "line\nbreak-in-it"])
    def test_unless_it_could_be_anything(self, settings, sent):
        settings.BEHIND_PROXY = True
        assert answered(lambda request: {}, **{"X-Request-ID": sent})["X-Request-ID"] != sent

    def test_a_visitor_s_own_is_not(self):
        assert answered(lambda request: {}, **{"X-Request-ID": "of-a-visitor-1"})["X-Request-ID"] != "of-a-visitor-1"


@pytest.mark.django_db
class TestACommand:
    def test_its_name_is_told_when_it_connects(self, monkeypatch):
        monkeypatch.setattr("sys.argv", ["manage.py", "import_awin", "feed.csv"])
        tell_new_connection(None, connection)
        assert program() == "import_awin"
        assert told() == ("import_awin", "")

    def test_in_whose_name_it_runs(self, settings):
        user = make("accounts.User", username="Anna")
        settings.USER_OF_COMMANDS = "anna"
        tell_new_connection(None, connection)
        assert told()[1] == str(user.pk)

    def test_a_name_that_nobody_has_is_an_error_in_a_sentence(self, settings):
        settings.USER_OF_COMMANDS = "bert"
        with pytest.raises(ImproperlyConfigured, match="SOLEFLIP_USER is 'bert', but no active user has that name"):
            tell_new_connection(None, connection)
