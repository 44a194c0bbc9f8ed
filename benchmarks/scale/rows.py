"""How many rows were measured."""

from scale.writing import value

COUNTED = {
    "products": "products.products",
    "prices": "integration.price_sources",
    "rows of price history": "integration.price_history",
    "items": "products.inventory",
    "sales": "transactions.orders",
}


def counted() -> dict[str, int]:
    """By what they are."""
    return {what: value(f"SELECT count(*) FROM {table}") for what, table in COUNTED.items()}
