"""Values that several tables of schema analytics share."""

from django.db import models


class ForecastLevel(models.TextChoices):
    """What a figure is about."""

    PRODUCT = "product"
    BRAND = "brand"
    CATEGORY = "category"
    PLATFORM = "platform"


class ForecastHorizon(models.TextChoices):
    """The length of a forecast period."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
