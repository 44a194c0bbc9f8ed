"""Rows in every table, and something to see in every view: three of each, all connected."""

from django.db import models

from soleflip.postgres.marks import is_added_to_only
from tests.support.rows import NOON, make, our_models

ROWS = 3
# What is null at first, and yet what a list navigates by.
SEEN = {"core.SupplierAccount": {"last_used_at": NOON}, "integration.AwinProduct": {"last_updated": NOON}}


def make_world() -> dict[type[models.Model], list[models.Model]]:
    """Three rows in each table, whose foreign keys all lead somewhere, the optional ones too; by model."""
    world: dict[type[models.Model], list[models.Model]] = {}
    for model in our_models():
        if not is_added_to_only(model):
            _fill(model, world)
    _something_for_the_views(world)
    for model in filter(is_added_to_only, our_models()):  # the audit trail, whose rows came with the others
        world[model] = list(model._meta.default_manager.all()[:ROWS])
    return world


def _fill(model, world) -> None:
    if model in world:
        return
    world[model] = []
    keys = [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is not model]
    for field in keys:
        _fill(field.related_model, world)
    for number in range(ROWS):
        chosen = {field.name: world[field.related_model][number] for field in keys if world[field.related_model]}
        world[model].append(make(model, **chosen, **SEEN.get(model._meta.label, {})))


def _something_for_the_views(world) -> None:
    product, size = (rows[0] for name, rows in _by_name(world).items() if name in ("Product", "Size"))
    price = {"product": product, "size": size, "in_stock": True, "supplier": _by_name(world)["Supplier"][0]}
    make("integration.PriceSource", **price, source_type="awin", price_type="retail", price_cents=9_000)
    make("integration.PriceSource", **price, source_type="stockx", price_type="resale", price_cents=15_000)
    lot = _by_name(world)["InventoryItem"][0]
    make("transactions.Order", inventory=lot, net_proceeds=130, sold_at=NOON, order_status="completed")


def _by_name(world) -> dict[str, list[models.Model]]:
    return {model.__name__: rows for model, rows in world.items()}
