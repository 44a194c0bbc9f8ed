"""The values of the enums of schema integration; sql/enums makes the types, a test holds both together."""

from django.db import models


class SourceType(models.TextChoices):
    """integration.source_type_enum: where a price comes from."""

    STOCKX = "stockx", "StockX"
    AWIN = "awin", "Awin"
    EBAY = "ebay", "eBay"
    GOAT = "goat", "GOAT"
    KLEKT = "klekt", "Klekt"
    RESTOCKS = "restocks", "Restocks"
    STOCKXAPI = "stockxapi", "StockX API"


class PriceType(models.TextChoices):
    """integration.price_type_enum: what kind of price it is."""

    RESALE = "resale"
    RETAIL = "retail"
    AUCTION = "auction"
    WHOLESALE = "wholesale"


class Condition(models.TextChoices):
    """integration.condition_enum: the condition of a pair."""

    NEW = "new"
    LIKE_NEW = "like_new"
    USED_EXCELLENT = "used_excellent"
    USED_GOOD = "used_good"
    USED_FAIR = "used_fair"
    DEADSTOCK = "deadstock"
