"""Whatever happens to the database is noticed: each kind of drift is injected with plain SQL, and named."""

import pytest
from django.conf import settings
from django.db import connection

from soleflip.catalog.verification import verify
from tests.support.sql import query

pytestmark = pytest.mark.django_db


@pytest.fixture
def noticed(expectation):
    """The differences after these statements, as people read them."""

    def notice(*statements: str) -> list[str]:
        for statement in statements:
            query(statement)
        found = verify(connection, expectation, settings.SEED_STAND_INS)
        return [str(difference) for difference in found.differences]

    return notice


def test_nothing_has_happened(noticed):
    assert noticed() == []


def on_one_line(difference: str) -> str:
    """A long difference takes three lines, which the examples below write on one."""
    return difference.replace("\n    expected: ", " expected: ").replace("\n    found:    ", "; found: ")


# What was done to the database, and the one difference that it makes.
DRIFTS = {
    "a dropped schema object": (
        "DROP VIEW analytics.brand_trend_analysis",
        "view analytics.brand_trend_analysis is missing",
    ),
    "a dropped index": ("DROP INDEX products.idx_products_ean", "index products.idx_products_ean is missing"),
    "an index of another definition": (
        "DROP INDEX products.idx_products_ean; CREATE INDEX idx_products_ean ON products.products (ean);"
        "COMMENT ON INDEX products.idx_products_ean IS 'The product behind an EAN: every feed row asks.'",
        "index products.idx_products_ean: definition expected: CREATE INDEX idx_products_ean ON products.products "
        "USING btree (ean) WHERE (ean IS NOT NULL); found: CREATE INDEX idx_products_ean ON products.products "
        "USING btree (ean)",
    ),
    "a changed default": (
        "ALTER TABLE auth.users ALTER role SET DEFAULT 'admin'",
        "column auth.users.role: default expected: 'user'::auth.user_role; found: 'admin'::auth.user_role",
    ),
    "a lost default": (
        "ALTER TABLE core.brands ALTER created_at DROP DEFAULT",
        "column core.brands.created_at: default expected: now(); found: none",
    ),
    "a lost comment on a column": (
        "COMMENT ON COLUMN core.platforms.slug IS NULL",
        "column core.platforms.slug: comment expected: Stable name in addresses and imports: lower case with dashes; "
        "found: none",
    ),
    "a lost comment on a table": (
        "COMMENT ON TABLE core.brands IS NULL",
        "table core.brands: comment expected: A label whose products are traded; found: none",
    ),
    "an extra column": (
        "ALTER TABLE core.brands ADD colour text",
        "column core.brands.colour is not expected",
    ),
    "a lost column": ("ALTER TABLE core.suppliers DROP notes", "column core.suppliers.notes is missing"),
    "another type": (
        "ALTER TABLE core.suppliers ALTER notes TYPE varchar(10)",
        "column core.suppliers.notes: type expected: text; found: character varying(10)",
    ),
    "a column that may be null": (
        "ALTER TABLE core.brands ALTER name DROP NOT NULL",
        "column core.brands.name: null expected: not null; found: null",
    ),
    "a disabled trigger": (
        "ALTER TABLE integration.price_sources DISABLE TRIGGER price_change_trigger",
        "trigger integration.price_sources.price_change_trigger: fires expected: yes; found: no: it is disabled",
    ),
    "a dropped trigger": (
        "DROP TRIGGER price_change_trigger ON integration.price_sources",
        "trigger integration.price_sources.price_change_trigger is missing",
    ),
    "an extra trigger": (
        "CREATE TRIGGER a BEFORE UPDATE ON core.brands FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "trigger core.brands.a is not expected",
    ),
    "a dropped constraint": (
        "ALTER TABLE products.inventory DROP CONSTRAINT chk_inventory_quantity_positive",
        "constraint products.inventory.chk_inventory_quantity_positive is missing",
    ),
    "a constraint that is NOT VALID": (
        "ALTER TABLE products.inventory DROP CONSTRAINT chk_inventory_quantity_positive,"
        " ADD CONSTRAINT chk_inventory_quantity_positive CHECK (quantity >= 0) NOT VALID",
        "constraint products.inventory.chk_inventory_quantity_positive: definition expected: CHECK ((quantity >= 0)); "
        "found: CHECK ((quantity >= 0)) NOT VALID",
    ),
    "another delete rule": (
        "ALTER TABLE products.products DROP CONSTRAINT {brand_key},"
        " ADD CONSTRAINT {brand_key} FOREIGN KEY (brand_id) REFERENCES core.brands ON DELETE CASCADE"
        " DEFERRABLE INITIALLY DEFERRED",
        "constraint products.products.{brand_key}: definition expected: FOREIGN KEY (brand_id) REFERENCES "
        "core.brands(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED; found: FOREIGN KEY (brand_id) REFERENCES "
        "core.brands(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
    ),
    "an added enum value": (
        "ALTER TYPE auth.user_role ADD VALUE 'nobody' BEFORE 'readonly'",
        "enum auth.user_role: values expected: admin, user, readonly; found: admin, user, nobody, readonly",
    ),
    "a dropped function": (
        "DROP FUNCTION system.ensure_month_partitions",
        "function system.ensure_month_partitions(regclass,integer,date) is missing",
    ),
    "an extra function": (
        "CREATE FUNCTION core.answer() RETURNS int LANGUAGE sql RETURN 42",
        "function core.answer() is not expected",
    ),
    "a lost fillfactor": (
        "ALTER TABLE integration.price_sources RESET (fillfactor)",
        "table integration.price_sources: options expected: fillfactor=80; found: none",
    ),
    "an extra table": ("CREATE TABLE core.mine (id int PRIMARY KEY)", "table core.mine is not expected"),
    "an extra table in public": ("CREATE TABLE public.mine (id int)", "table public.mine is not expected"),
    "an extra type": ("CREATE DOMAIN core.grade AS int", "type core.grade is not expected"),
    "an extra sequence": ("CREATE SEQUENCE core.numbers", "sequence core.numbers is not expected"),
    "a rule": (
        "CREATE RULE quiet AS ON DELETE TO core.brands DO INSTEAD NOTHING",
        "rule core.brands.quiet is not expected",
    ),
    "a renamed table": (
        "ALTER TABLE core.brand_patterns RENAME TO patterns",
        "table core.brand_patterns is missing | table core.patterns is not expected",
    ),
    "row security": (
        "ALTER TABLE core.brands ENABLE ROW LEVEL SECURITY",
        "table core.brands: row security expected: disabled; found: enabled",
    ),
    "row security that even the owner obeys": (
        "ALTER TABLE core.brands FORCE ROW LEVEL SECURITY",
        "table core.brands: row security expected: disabled; found: disabled, forced on the owner",
    ),
    "password hashes for everybody": (
        "GRANT SELECT ON auth.users TO PUBLIC",
        "table auth.users: open to everybody expected: none; found: SELECT",
    ),
    "one column for everybody": (
        "GRANT SELECT (hashed_password) ON auth.users TO PUBLIC",
        "column auth.users.hashed_password: open to everybody expected: none; found: SELECT",
    ),
    "a schema for everybody": (
        "GRANT USAGE ON SCHEMA auth TO PUBLIC",
        "schema auth: open to everybody expected: none; found: USAGE",
    ),
    "a partition elsewhere": (
        "CREATE SCHEMA reports; CREATE TABLE reports.old PARTITION OF system.logs"
        " FOR VALUES FROM ('2019-01-01') TO ('2020-01-01')",
        "table system.logs: fed by expected: none; found: reports.old",
    ),
    "a sequence that runs otherwise": (
        "ALTER SEQUENCE public.auth_group_id_seq INCREMENT BY -1 MINVALUE -100 CYCLE",
        "sequence public.auth_group_id_seq: runs expected: from 1 by 1, between 1 and 2147483647; "
        "found: from 1 by -1, between -100 and 2147483647, again and again",
    ),
    "a table that a crash empties": (
        "ALTER TABLE core.brand_patterns SET UNLOGGED",
        "table core.brand_patterns: persistence expected: permanent; found: unlogged",
    ),
    "a lost extension": (
        "DROP EXTENSION pg_trgm CASCADE",
        "extension pg_trgm is missing | index core.idx_suppliers_name_trigram is missing | "
        "index integration.idx_awin_products_product_name_trigram is missing | "
        "index products.idx_product_style_codes_code_trigram is missing | "
        "index products.idx_products_codes_trigram is missing | index products.idx_products_name_trigram is missing | "
        "index transactions.idx_orders_numbers_trigram is missing",
    ),
    "a missing seed brand": ("DELETE FROM core.brands WHERE slug = 'puma'", "seed row core.brands puma is missing"),
    "a missing seed platform": (
        "DELETE FROM core.platforms WHERE slug = 'goat'",
        "seed row core.platforms goat is missing",
    ),
    "no fees at all": (
        "TRUNCATE pricing.platform_fees",
        " | ".join(
            f"seed row pricing.platform_fees {fee} is missing"
            for fee in (
                "alias, [2024-01-01,)",
                "ebay, [2026-01-01,)",
                "kleinanzeigen, [2022-01-01,)",
                "klekt, [2022-01-01,)",
                "stockx, [2022-01-01,2023-01-01)",
                "stockx, [2023-01-01,2024-01-01)",
                "stockx, [2024-01-01,2025-01-01)",
                "stockx, [2025-01-01,)",
            )
        ),
    ),
    "no admin": ("TRUNCATE auth.users CASCADE", "seed row auth.users admin@soleflip.com is missing"),
    "a seed that cannot be read": (
        "ALTER TABLE core.categories DROP slug",
        "column core.categories.slug is missing | constraint core.categories.uq_categories_slug is missing | "
        "index core.uq_categories_slug is missing | "
        'seed row all of core.categories: state expected: 6 rows; found: not to be read: column "slug" does not exist',
    ),
    "a migration that was not applied": (
        "DELETE FROM django_migrations WHERE (app, name) = ('core', '0004_seed')",
        "migration core.0004_seed is missing",
    ),
    "a migration that the project does not have": (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('core', '0099_later', now())",
        "migration core.0099_later is not expected",
    ),
}


def test_fees_that_were_ended_are_no_drift(noticed):
    assert noticed("UPDATE pricing.platform_fees SET valid_to = '2026-06-30' WHERE source LIKE 'Alias%'") == []


@pytest.mark.parametrize("drift", DRIFTS)
def test_it_is_noticed(noticed, drift):
    statement, told = DRIFTS[drift]
    ((key,),) = query(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'products.products'::regclass AND contype = 'f'"
        " AND confrelid = 'core.brands'::regclass"
    )
    statement, told = statement.replace("{brand_key}", key), told.replace("{brand_key}", key)
    assert sorted(on_one_line(difference) for difference in noticed(statement)) == sorted(told.split(" | "))


def test_a_replaced_function_body_is_shown_line_by_line(noticed):
    (told,) = noticed(
        "CREATE OR REPLACE FUNCTION transactions.fill_inventory_from_listing() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RETURN NEW; END'"
    )
    assert told.startswith("function transactions.fill_inventory_from_listing(): definition, from what is expected")
    assert "-    NEW.inventory_id := (SELECT l.inventory_id FROM platforms.stockx_listings l" in told
    assert "+AS $function$BEGIN RETURN NEW; END$function$" in told


def test_a_replaced_view_is_shown_line_by_line(noticed):
    definition = query("SELECT pg_get_viewdef('integration.latest_prices'::regclass)")[0][0]
    (told,) = noticed(f"CREATE OR REPLACE VIEW integration.latest_prices AS {definition.rstrip(';')} LIMIT 10")
    assert "+ LIMIT 10;" in told


def test_a_long_difference_takes_three_lines(noticed):
    (told,) = noticed("COMMENT ON COLUMN products.inventory.shelf_life_days IS 'days'")
    assert told == (
        "column products.inventory.shelf_life_days: comment\n"
        "    expected: Whole days from purchase until the sale, or now; null without purchase date. Kept by a trigger\n"
        "    found:    days"
    )


def test_a_missing_table_is_one_difference_and_not_one_for_each_of_its_columns(noticed):
    assert noticed("DROP TABLE core.brand_patterns") == ["table core.brand_patterns is missing"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core.brands SET name = 'NIKE Inc.' WHERE slug = 'nike'",
        "UPDATE core.brands SET slug = 'nike-us' WHERE slug = 'nike'",
        "UPDATE auth.users SET email = 'owner@example.com', username = 'owner'",
        "INSERT INTO auth.users (email, username, hashed_password, role)"
        " VALUES ('owner@example.com', 'owner', 'x', 'admin'); DELETE FROM auth.users WHERE username = 'admin'",
        "INSERT INTO core.brands (name, slug) VALUES ('On', 'on')",
    ],
)
def test_what_people_may_do_is_no_drift(noticed, statement):
    assert noticed(statement) == []


@pytest.mark.parametrize(
    "setting",
    [
        "quote_all_identifiers TO on",
        "intervalstyle TO iso_8601",
        "search_path TO public, reports",
        "TIME ZONE 'Asia/Kolkata'",
        "extra_float_digits TO 0",
    ],
)
def test_how_the_session_writes_things_is_no_drift(noticed, setting):
    assert noticed(f"SET LOCAL {setting}") == []
    if "TO" in setting:  # and the session keeps its ways
        name, _, value = setting.partition(" TO ")
        assert query(f"SHOW {name}")[0][0] == value.strip("'")


def test_what_stands_beside_our_schemas_is_told_and_not_judged(expectation):
    query("CREATE SCHEMA reports; CREATE TABLE reports.monthly (id int); CREATE EXTENSION btree_gin SCHEMA reports")
    found = verify(connection, expectation, settings.SEED_STAND_INS)
    assert found.differences == []
    assert {(entry.kind, entry.name) for entry in found.strangers} == {
        ("schema", "reports"),
        ("extension", "btree_gin"),
    }
