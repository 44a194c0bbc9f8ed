import datetime

import pytest

from apps.demo.loading import load
from apps.demo.plan import Plan
from tests.support.databases import cloned_from_template, connected_to, empty_database

TODAY = datetime.date(2026, 3, 14)
PLAN = Plan(scale=0.02, seed=1, today=TODAY)


@pytest.fixture(scope="session")
def demo_template(django_db_setup, django_db_blocker, own_name):
    """The name of a database with a small demo, for clones."""
    with django_db_blocker.unblock(), cloned_from_template(own_name("demo")) as name:
        with connected_to(name):
            load(PLAN)
        yield name


@pytest.fixture
def demo(demo_template, django_db_blocker, own_name):
    """Django's connection leads to a small demo of this test's own, whose rows can be committed."""
    with (
        django_db_blocker.unblock(),
        empty_database(own_name("demo_clone"), demo_template) as name,
        connected_to(name),
    ):
        yield name


@pytest.fixture
def looked_at(demo_template, django_db_blocker):
    """Django's connection leads to a small demo that many tests look at, and none changes."""
    with django_db_blocker.unblock(), connected_to(demo_template):
        yield demo_template
