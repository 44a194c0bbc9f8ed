"""What is said inside a transaction that an error has aborted. Every test fails on Django's engine."""

import contextlib

import pytest
from django.db import DatabaseError, IntegrityError, InternalError, models, transaction
from django.db.transaction import TransactionManagementError
from psycopg.errors import InFailedSqlTransaction, UndefinedColumn

from . import catalog
from .project import table


def swallow(sql):
    with contextlib.suppress(DatabaseError):
        catalog.execute(sql)


def next_error(statement="SELECT 1"):
    with pytest.raises(InternalError) as caught:
        catalog.execute(statement)
    return caught.value


def test_the_next_error_names_the_first_one(engine):
    with transaction.atomic(using="engine"):
        swallow("SELECT no_such_column")
        assert 'column "no_such_column" does not exist' in str(next_error())
        assert 'column "no_such_column" does not exist' in str(next_error())


def test_the_chain_of_causes_leads_to_the_first_error(engine):
    with transaction.atomic(using="engine"):
        swallow("SELECT no_such_column")
        error = next_error()
    assert isinstance(error.__cause__, InFailedSqlTransaction)
    assert isinstance(error.__cause__.__cause__, UndefinedColumn)


def test_a_savepoint_rolled_back_is_forgotten(engine):
    with transaction.atomic(using="engine"):
        with contextlib.suppress(DatabaseError), transaction.atomic(using="engine"):
            catalog.execute("SELECT forgotten")
        swallow("SELECT remembered")
        message = str(next_error())
    assert "remembered" in message
    assert "forgotten" not in message


def test_a_transaction_rolled_back_is_forgotten(engine):
    with transaction.atomic(using="engine"):
        swallow("SELECT forgotten")
        assert "forgotten" in str(next_error())
    with transaction.atomic(using="engine"):
        with contextlib.suppress(UndefinedColumn):
            engine.connection.execute("SELECT unnoticed")  # past Django, which sees the consequence only
        assert "forgotten" not in str(next_error())


def test_a_look_into_the_catalog_does_not_hide_the_first_error(project):
    project.migrate(table("Brand", '"core"."brands"'))
    with transaction.atomic(using="engine"), project.connection.cursor() as cursor:
        swallow("SELECT no_such_column")
        with pytest.raises(InternalError, match='column "no_such_column" does not exist'):
            project.connection.introspection.get_constraints(cursor, '"core"."brands"')


def test_a_block_broken_by_a_model_says_by_what(project):
    project.migrate(table("Brand", '"core"."brands"', ("code", models.IntegerField(unique=True))))
    with transaction.atomic(using="engine"):
        project.objects("Brand").create(code=1)
        with contextlib.suppress(IntegrityError):
            project.objects("Brand").create(code=1)
        with pytest.raises(TransactionManagementError, match="duplicate key value"):
            project.objects("Brand").count()
        transaction.set_rollback(True, using="engine")


def test_naming_the_error_costs_no_query(engine):
    statements = []

    def record(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(using="engine"), engine.execute_wrapper(record):
        swallow("SELECT no_such_column")
        assert "no_such_column" in str(next_error("SELECT 2"))
    assert statements == ["SELECT no_such_column", "SELECT 2"]
