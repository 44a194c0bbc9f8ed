"""Searching regardless of case, by a trigram index. Every test fails on Django's engine."""

import pytest
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat

from .project import table


@pytest.fixture
def shoes(project):
    name = ("name", models.CharField(max_length=100, null=True))
    project.migrate(table("Shoe", '"core"."shoes"', name, ("part", models.CharField(max_length=100, null=True))))
    with project.connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm WITH SCHEMA core")
        cursor.execute("CREATE INDEX by_name ON core.shoes USING gin (name core.gin_trgm_ops)")
        cursor.execute("SET enable_seqscan = off")
    names = ["Air Max 90", "AIR FORCE 1", "100% Leather", "a_b", "Über Boost", None]
    project.objects("Shoe").bulk_create([project.model("Shoe")(name=name, part=name and name[:4]) for name in names])
    yield project.objects("Shoe")
    with project.connection.cursor() as cursor:
        cursor.execute("RESET enable_seqscan")


@pytest.mark.parametrize("lookup", ["icontains", "istartswith", "iendswith"])
def test_a_trigram_index_on_the_column_answers(shoes, lookup):
    assert "by_name" in shoes.filter(**{f"name__{lookup}": "air max"}).explain()


@pytest.mark.parametrize(
    ("lookup", "text", "found"),
    [
        ("icontains", "air", {"Air Max 90", "AIR FORCE 1"}),
        ("icontains", "0% l", {"100% Leather"}),
        ("icontains", "A_B", {"a_b"}),
        ("icontains", "über", {"Über Boost"}),
        ("istartswith", "AIR M", {"Air Max 90"}),
        ("iendswith", "force 1", {"AIR FORCE 1"}),
    ],
)
def test_what_is_found_is_what_django_finds(shoes, lookup, text, found):
    rows = shoes.filter(**{f"name__{lookup}": text})
    assert set(rows.values_list("name", flat=True)) == found
    assert "by_name" in rows.explain()


def test_a_column_may_be_searched_for(shoes):
    rows = shoes.filter(name__icontains=F("part"))
    assert rows.count() == 5
    assert " ~~* " in rows.explain()  # PostgreSQL's operator behind ILIKE


def test_an_expression_may_be_searched_for(shoes):
    rows = shoes.filter(name__istartswith=Concat(Value("air "), Value("max")))
    assert rows.get().name == "Air Max 90"
    assert " ~~* " in rows.explain()  # PostgreSQL's operator behind ILIKE
