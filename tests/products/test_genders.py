"""The words of a title say for whom a shoe is, and where they do not, nobody does."""

import pytest

from apps.products.size_charts.genders import gender_in

TITLES = {
    "women": """
        Nike Dunk Low (W)
        Wmns Air Max 1 '87
        Nike WMNS Dunk Low
        Women's Air Force 1
        Women\u2019s Gel-1130
        Nike Womens Blazer
        ASICS GT-2160 Damen, weiss
        adidas Samba Damenschuhe
        Damen-Sneaker aus Leder
        Wmns Dunk Low (W)""",
    "men": """
        Men's Footwear
        Mens Gel-Kayano
        adidas Samba OG, Herren
        Nike Air Max Herrenschuh""",
    "youth": """
        Air Jordan 1 Low (GS)
        Dunk Low GS
        Jordan 4 Retro Grade School
        Youth Old Skool
        Samba OG Junior
        Dunk Low Big Kids'
        Children's Footwear
        Vans Kinderschuhe""",
    "infant": """
        Dunk Low (TD)
        Air Jordan 1 Toddler
        Infant Superstar
        Dunk Low Infants""",
    None: """
        Nike Dunk Low Retro White Black
        Herren/Damen Sneaker
        Women's / Men's 530
        Dunk Low (PS)
        Dunk Low Little Kids
        Kids Dunk Low (PS)
        Preschool Jordan 1
        Dunk Low GS (TD)
        Unisex Samba
        X-Men Dunk
        Air Griffey Max 1 Jr.
        Dunk Low Girls Don't Cry
        Baby Blue Dunk
        Womenswear
        Omen 1
        Documents
        GSX Trainer
        TDX
        W""",
}
EACH = [(title.strip(), gender) for gender, titles in TITLES.items() for title in titles.strip().splitlines()]


@pytest.mark.parametrize(("title", "gender"), EACH)
def test_whom_a_title_names(title, gender):
    assert gender_in(title) == gender
    assert gender_in(title.upper()) == gender


def test_a_title_without_words_names_nobody():
    assert gender_in("") is None
