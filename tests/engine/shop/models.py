# ruff: noqa: DJ008 - nobody reads these rows
from django.db import models


class Size(models.Model):
    label = models.CharField(max_length=10, unique=True)

    class Meta:
        app_label = "shop"
        db_table = '"public"."sizes"'


class Color(models.Model):
    label = models.CharField(max_length=10)

    class Meta:
        app_label = "shop"
        db_table = "colors"


class Brand(models.Model):
    name = models.CharField(max_length=50)
    sizes = models.ManyToManyField(Size)

    class Meta:
        app_label = "shop"
        db_table = '"core"."brands"'


class MarketPrice(models.Model):
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="market_prices")

    class Meta:
        app_label = "shop"
        db_table = '"integration"."prices"'


class Price(models.Model):
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="prices")
    size = models.ForeignKey(Size, models.PROTECT)
    market_price = models.ForeignKey(MarketPrice, models.PROTECT, null=True)

    class Meta:
        app_label = "shop"
        db_table = '"pricing"."prices"'
