"""docs/reference says what the database is; whoever changes a table changes its page in the same commit."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from soleflip.management.commands import document_database
from soleflip.postgres.names import plain_name
from soleflip.reference.pages import pages
from soleflip.summary import django_tables
from tests.support.rows import our_models

FOLDER = settings.BASE_DIR / "docs" / "reference"
LEFT_OUT = {f"public.{table}" for table in django_tables()}


@pytest.fixture
def made(expectation) -> dict[str, str]:
    return pages(expectation, LEFT_OUT, settings.SQL_DIR)


def changed(expectation, kind: str, name: str, **facts):
    """The expectation with other facts about one object."""
    entry = expectation.catalog[kind, name]
    other = replace(entry, facts={**entry.facts, **facts})
    return replace(expectation, catalog={**expectation.catalog, (kind, name): other})


def test_the_pages_in_the_repository_are_current(made):
    there = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")}
    stale = [name for name in made.keys() | there.keys() if made.get(name) != there.get(name)]
    assert stale == [], "run manage.py document_database"


@pytest.mark.parametrize(
    ("kind", "name", "facts", "page"),
    [
        ("column", "core.brands.slug", {"type": "text"}, "core.md"),
        ("column", "core.brands.slug", {"comment": "another meaning"}, "core.md"),
        ("index", "products.idx_products_ean", {"comment": "another query"}, "products.md"),
        ("constraint", "core.brands.uq_brands_slug", {"definition": "UNIQUE (name)"}, "core.md"),
        ("enum", "auth.user_role", {"values": "admin, guest"}, "auth.md"),
        ("view", "integration.latest_prices", {"comment": "another meaning"}, "integration.md"),
        ("trigger", "products.inventory.trigger_calculate_inventory_analytics", {"comment": "x"}, "products.md"),
        ("schema", "core", {"comment": "another meaning"}, "README.md"),
    ],
)
def test_a_change_makes_its_page_stale(expectation, made, kind, name, facts, page):
    assert pages(changed(expectation, kind, name, **facts), LEFT_OUT, settings.SQL_DIR)[page] != made[page]


def test_every_table_and_view_has_an_entry(made):
    text = "\n".join(made.values())
    for model in [*our_models(), *our_models(managed=False)]:
        assert f"### {plain_name(model._meta.db_table)}\n" in text
    assert "django_session" not in text


def test_a_diagram_shows_keys_and_what_they_lead_to(made):
    assert (
        '    products_inventory["products.inventory"] {\n        uuid id PK\n        uuid product_id FK\n'
        in (made["products.md"])
    )
    assert '    core_brands |o--o{ products_products : "brand_id"' in made["products.md"]  # a brand may be unknown
    assert '    products_products ||--o{ products_inventory : "product_id"' in made["products.md"]


def test_every_foreign_key_is_drawn(expectation, made):
    keys = [
        entry
        for entry in expectation.catalog.values()
        if entry.kind == "constraint"
        and entry.facts["definition"].startswith("FOREIGN KEY")
        and entry.table not in LEFT_OUT
        and ("table", entry.table) in expectation.catalog  # not a default partition
    ]
    drawn = sum(text.count("--o{") for text in made.values())
    assert drawn == len(keys) > 40


def test_views_and_functions_lead_to_their_sql(made):
    text = "\n".join(made.values())
    for kind in ("views", "functions"):
        names = {file.name.rpartition(".v")[0] for file in (settings.SQL_DIR / kind).iterdir()}
        for name in names:
            assert re.search(rf"\(\.\./\.\./sql/{kind}/{re.escape(name)}\.v\d+\.sql\)", text)


def test_of_several_versions_the_newest_is_linked(expectation, tmp_path):
    (tmp_path / "views").mkdir()
    for version in (1, 2, 9, 10):
        (tmp_path / "views" / f"integration.latest_prices.v{version}.sql").touch()
    assert "sql/views/integration.latest_prices.v10.sql)" in pages(expectation, LEFT_OUT, tmp_path)["integration.md"]


@pytest.fixture
def copy(monkeypatch, tmp_path, made, django_db_setup, django_db_blocker):
    """The command writes here instead."""
    monkeypatch.setattr(document_database, "FOLDER", tmp_path)
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with django_db_blocker.unblock():
        yield tmp_path


def test_the_command_writes_what_is_stale_and_takes_away_what_is_no_page(copy, made, capsys):
    (copy / "core.md").write_text("old")
    (copy / "gone.md").write_text("a schema that was")
    with pytest.raises(CommandError, match=r"Stale in docs/reference: core\.md, gone\.md\. Run manage\.py document_"):
        call_command("document_database", check=True)
    assert (copy / "core.md").read_text() == "old"
    call_command("document_database")
    assert (copy / "core.md").read_text() == made["core.md"]
    assert not (copy / "gone.md").exists()
    call_command("document_database", check=True)
    assert "11 pages are current." in capsys.readouterr().out
