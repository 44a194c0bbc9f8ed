"""Who may read the opportunities needs no right to rates and fees, though the view asks for them by functions."""

import psycopg
import pytest

from tests.opportunities.market import fees_today, pair, rate
from tests.support.superuser import only_embedded, superuser_url

RIGHTS = """
CREATE ROLE {role};
GRANT USAGE ON SCHEMA integration TO {role};
GRANT SELECT ON integration.profit_opportunities_v2 TO {role};
"""


@pytest.fixture
def analyst(committed):
    """A session of a role that knows this view alone."""
    role = f'"analyst_{committed}"'
    with psycopg.connect(superuser_url(committed), autocommit=True) as superuser:
        superuser.execute(RIGHTS.format(role=role))
        superuser.execute(f"SET ROLE {role}")
        yield superuser
        superuser.execute(f"RESET ROLE; DROP OWNED BY {role}; DROP ROLE {role}")


@only_embedded
def test_a_role_that_knows_the_view_alone(analyst):
    fees_today(seller_percent=10)
    rate("USD", "1.25")
    pair(6_000, 10_000, resale={"currency": "USD"})
    found = analyst.execute("SELECT resale_price_cents, net_profit_cents FROM integration.profit_opportunities_v2")
    assert found.fetchall() == [(8_000, 1_200)]
    for what in ("pricing.platform_fees", "pricing.exchange_rates", "pricing.fees_in_force()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            analyst.execute(f"SELECT FROM {what}")
