"""The category of a product by its own words: what they do not say, or say in two ways, is Other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.models import Category
from apps.core.recognition import category_words
from apps.core.recognition.categories import CATEGORIES, PHRASES, category_in

TITLES = {
    "sneakers": """
        Nike Dunk Low Retro White Black Panda
        Nike Air Jordan 4
        Jordan 1 Retro High OG Chicago
        Jordan Air 3 Junior, weiss
        Jordan 11 Retro Cap and Gown
        adidas Yeezy Boost 350 V2
        Yeezy Slide Onyx
        Yeezy 500 Bone White
        ASICS GEL-KAYANO 14 Damen, grau
        Gel Lyte III OG
        ASICS Gel-1130 Women's, braun
        Air Force 1 Low
        AIR MAX 97
        New Balance 990v6
        New Balance 550 White Green
        NB 2002R
        Converse Chuck 70 Hi
        Chuck Taylor All Star
        Vans Old Skool
        Puma Suede Classic
        Reebok Question Mid
        Herren Sneaker, weiß
        Laufschuhe Damen
        Kinder-Turnschuhe
        LAUFSCHUH
        Running Shoes
        High Top Sneaker
        Jordan 4 with extra laces""",
    "apparel": """
        Jordan Hoodie
        Jordan Essentials Fleece Pants
        Nike Air Max T-Shirt
        Supreme Box Logo Tee
        Yeezy Gap Round Jacket
        Nike Tech Fleece Hoodie
        Trainingsjacke
        Kapuzenpullover schwarz
        Jogginghose Herren
        T-SHIRT
        Damen Kleid
        Badehose
        Jordan PSG Jersey
        Adidas Samba OG Tracksuit
        Cap Sleeve Shirt
        Fußball-Trikot""",
    "accessories": """
        Nike Dunk Low socks
        Air Force 1 shoelaces
        Sneaker cleaning kit
        Sneaker-Socken 3er Pack
        Sneakersocken
        New Era 9Fifty Cap
        New Era 59FIFTY Yankees
        Strickmütze
        Jordan Rucksack
        Air Jordan 1 Schlüsselanhänger
        Umhängetasche
        Nike Sporttasche
        Handschuhe
        HANDSCHUHE
        Schnürsenkel für Schuhe
        Crease Protectors
        Boot Laces
        Sneaker Box 4er
        Ray-Ban Sonnenbrille
        Supreme Backpack""",
    "collectibles": """
        BE@RBRICK Kaws 1000%
        Bearbrick Series 45
        Funko Pop Batman
        LEGO Star Wars 75257
        Michael Jordan 1986 Fleer #57
        Michael Jordan 23 Rookie Card
        Panini Trading Cards
        Pokémon Karten
        Pokemon TCG Booster Display
        KAWS Companion Open Edition
        Hot Wheels Delivery Vans 5-Pack
        Sammelfiguren""",
    "electronics": """
        Sony PlayStation 5 Console
        PlayStation 5
        Xbox Series X
        Nintendo Switch OLED
        Apple AirPods Pro
        Kopfhörer
        iPhone 15 Pro
        Apple Watch Ultra
        Nvidia GeForce RTX 4090 Graphics Card
        Spielkonsole""",
    "other": """
        Something else
        Nike
        Jordan
        adidas Originals
        Michael Jordan
        Nike Manoa Leather Boot
        Timberland Boots
        Winterstiefel
        Hausschuhe
        Crocs Classic Clog
        Birkenstock Sandalen
        Hoodie & Cap
        Hoodie mit Rucksack
        BE@RBRICK Nike SB Dunk High
        Nike Dunk Low PlayStation
        Puma x Nintendo RS
        LEGO adidas Superstar
        Jordan 4 Funko Pop
        Vans Nintendo Era
        Reebok Shirts und Schuhe
        Toy Story
        Shoebill
        Caption
        Teehaus
        Batshirtless
        Schuhmacher
        12 Uhr mittags""",
}
EXAMPLES = {
    title.strip(): category for category, titles in TITLES.items() for title in titles.splitlines() if title.strip()
}


def test_titles_are_recognised_as_people_would():
    found = {title: category_in(title) for title in EXAMPLES}
    assert {title: category for title, category in found.items() if category != EXAMPLES[title]} == {}
    assert len(found) > 100


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, str.swapcase])
def test_case_makes_no_difference(change):
    assert {title: category_in(change(title)) for title in EXAMPLES} == EXAMPLES


@pytest.mark.parametrize("title", [None, "", "  ", "-", "\x00", "#"])
def test_nothing_is_other(title):
    assert category_in(title) == category_in(title, None, "") == "other"


@pytest.mark.parametrize(
    ("title", "categories", "slug"),
    [
        ("Onitsuka Tiger Mexico 66", ["Men's Footwear"], "sneakers"),
        ("Onitsuka Tiger Mexico 66", ["Damen > Schuhe > Sneaker"], "sneakers"),
        ("Onitsuka Tiger Mexico 66", ["Apparel & Accessories > Shoes"], "sneakers"),
        ("Onitsuka Tiger Mexico 66", ["Apparel &amp; Accessories &gt; Shoes"], "sneakers"),
        ("Onitsuka Tiger Mexico 66", ["Schuhe > Herren"], "sneakers"),
        ("Onitsuka Tiger Mexico 66", ["Schuhe > Stiefel"], "other"),
        ("Onitsuka Tiger Mexico 66", ["Clothing & Shoes"], "other"),
        ("Nike Dunk Low", ["Clothing & Shoes"], "sneakers"),
        ("Nike Hoodie", ["Clothing & Shoes"], "apparel"),
        ("Nike Hoodie", ["Footwear"], "other"),
        ("Nike Dunk Low", ["Bekleidung"], "apparel"),
        ("Hoodie & Cap", ["Hoodies"], "apparel"),
        ("Nike Dunk Low", ["Spielzeug"], "other"),
        ("Nike Dunk Low", ["Angebote"], "sneakers"),
        ("Something else", ["Angebote", None], "other"),
        ("Something else", ["Angebote", "Mützen"], "accessories"),
        ("Something else", ["Socken", "Mützen & Schals"], "accessories"),
        ("Something else", ["Hosen", "Mützen"], "other"),
        ("Jordan 1 Low", ["Sneaker", "Men's Footwear"], "sneakers"),
        ("Nike Manoa Boot", ["Men's Footwear"], "other"),
    ],
)
def test_the_categories_of_a_seller_must_agree_with_the_title(title, categories, slug):
    assert category_in(title, *categories) == slug


WORDS = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=10)


@given(st.lists(WORDS, max_size=8).map(" ".join).filter(lambda title: not PHRASES.groups_in(title)))
def test_words_that_say_nothing_are_other(title):
    assert category_in(title) == category_in("", title) == "other"


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_has_a_category(title, categories):
    assert category_in(title, *categories) in CATEGORIES


def test_each_word_of_the_table_is_of_one_group_and_is_found():
    seen = {}
    tables = {**category_words.THINGS, "for shoes": category_words.FOR_SHOES, "model": category_words.MODELS}
    for group, table in tables.items():
        for entry in [entry.strip() for entry in table.replace("\n", ",").split(",") if entry.strip()]:
            assert seen.setdefault(entry, group) == group, entry
            assert PHRASES.groups_in(entry.replace("*", "irgend").replace("#", "4")) == {group}, entry


@pytest.mark.django_db
def test_the_categories_are_there():
    assert dict(Category.objects.values_list("slug", "name")) == CATEGORIES


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Torwarthandschuhe Puma", "accessories"),
        ("Nike Winterhandschuh", "accessories"),
        ("Hallenfußballschuhe", "other"),
        ("Kinderhausschuhe", "other"),
        ("Schlittschuhe", "other"),
        ("Laufschuhe", "sneakers"),
    ],
)
def test_not_everything_that_ends_in_schuhe_is_a_sneaker(title, category):
    assert category_in(title) == category
