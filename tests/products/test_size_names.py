"""What a size is called tells whose it is, and can be read again."""

import pytest

from apps.products.models import Size
from apps.products.size_charts.labels import price_label


@pytest.mark.parametrize(
    ("region", "value", "gender", "name"),
    [
        ("US", "9", "men", "US 9"),
        ("US", "9", "unisex", "US 9"),
        ("US", "9", "women", "US 9W"),
        ("US", "6", "youth", "US 6Y"),
        ("US", "10", "infant", "US 10C"),
        ("UK", "6", "women", "UK 6W"),
        ("EU", "40 2/3", "women", "EU 40 2/3"),
        ("INT", "XL", "women", "XL"),
        ("ONE", "One size", "unisex", "One size"),
        ("unknown", "10W", "unisex", "10W"),
    ],
)
def test_the_name_of_a_size(region, value, gender, name):
    assert str(Size(region=region, value=value, gender=gender)) == name


@pytest.mark.parametrize("gender", ["women", "youth", "infant"])
@pytest.mark.parametrize("region", ["US", "UK"])
def test_the_name_is_a_label(region, gender):
    label = price_label(str(Size(region=region, value="9.5", gender=gender)))
    assert (label.region, label.value, label.gender) == (region, "9.5", gender)
