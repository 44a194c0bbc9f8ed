"""The platforms, categories and brands that everybody needs, and how brands are recognised.

Applied again, it changes nothing.
"""

from django.db import migrations
from django.db.models import Q
from django.utils.text import slugify

PLATFORMS = ["StockX", "eBay", "GOAT", "Alias", "Kleinanzeigen", "Laced", "WTN", "Klekt"]
BRANDS = ["Nike", "Adidas", "Jordan", "Yeezy", "New Balance", "Asics", "Puma", "Reebok", "Vans", "Converse"]
CATEGORIES = ["Sneakers", "Apparel", "Accessories", "Collectibles", "Electronics", "Other"]
MAKERS = {"jordan": "nike", "yeezy": "adidas"}  # whose style codes and size charts they share
# Priority, type and pattern, by brand. Lower numbers come first, and two brands at the lowest one that is found are none:
# 10 one brand's model with a word of another, 100 names of brands and of lines, 200 models without a brand's name.
# A word that is also a person, an animal or a vehicle (Jordan, Puma, Vans) is none among toys and cards; one that is
# nothing but such a word (Samba, Gazelle, Stan Smith, Authentic, Era) asks for what follows it in names of shoes.
PATTERNS = {
    "Nike": [
        (10, "keyword", "Air Yeezy"),
        (100, "keyword", "Nike"),
        (100, "keyword", "NikeCourt"),
        (100, "keyword", "NikeCraft"),
        (100, "keyword", "NikeLab"),
        (200, "keyword", "Air Force 1"),
        (200, "keyword", "Air Max"),
        (200, "keyword", "Air More Uptempo"),
        (200, "keyword", "AF1"),
        (200, "keyword", "Foamposite"),
        (200, "keyword", "SB Dunk"),
        (200, "keyword", "VaporMax"),
        (200, "regex", r"\bdunk (low|mid|high)\b"),
        (200, "regex", r"\bair (huarache|presto|zoom|vapormax|foamposite)\b"),
        (200, "regex", r"\b(zoom )?vomero \d\b"),
        (200, "regex", r"\bkobe \d{1,2} (elite|protro)\b"),
    ],
    "Adidas": [
        (100, "keyword", "adidas"),
        (200, "keyword", "Adilette"),
        (200, "keyword", "Handball Spezial"),
        (200, "keyword", "Ultra Boost"),
        (200, "regex", r"\bnmd[ _-]?(r1|s1|cs1|hu)\b"),
        (200, "regex", r"\bsamba (og|adv|xlg|decon)\b"),
        (200, "regex", r"\bgazelle (indoor|bold)\b"),
        (200, "regex", r"\bcampus 00s\b"),
    ],
    "Jordan": [
        (100, "keyword", "Air Jordan"),
        (
            100,
            "regex",
            r"^(?!.*\b(panini|topps|fleer|upper deck|prizm|trading cards?|rookie cards?|sammelkarten?|psa \d{1,2}|funko)\b)"
            r".*(?<!michael )\bjordan\b",
        ),
        (100, "regex", r"\bair jordans\b"),
        (100, "regex", r"\baj ?(1|11|[3-6])\b"),
    ],
    "Yeezy": [
        (100, "keyword", "Yeezy"),
        (100, "regex", r"\bboost (350|380|700|750)\b"),
        (100, "regex", r"\bfoam (rnnr|runner)\b"),
    ],
    "New Balance": [
        (100, "keyword", "New Balance"),
        (
            200,
            "regex",
            r"\bnb[ -]?[mwu]?(237|327|480|530|550|57[4-7]|580|650|730|740|860|878|99\d|1000|1080|1300|1[579]00|1906|2002|9060)"
            r"[a-z]{0,2}(v\d)?\b",
        ),
        (200, "regex", r"\b99[0-3] ?v[1-6]\b"),
    ],
    "Asics": [
        (100, "keyword", "Asics"),
        (
            200,
            "regex",
            r"\bgel[ -]?(1090|1130|contend|cumulus|ds trainer|excite|kayano|kinetic|lyte|mai|nimbus|nyc|preleus|pulse"
            r"|quantum|resolution|saga|sekiran|sonoma|spotlyte|terrain|trabuco|venture)\b",
        ),
        (200, "regex", r"\bgt[ -]?21[67]0\b"),
    ],
    "Puma": [
        (100, "regex", r"^(?!.*\b(hot wheels|lego|matchbox|playmobil|schleich)\b).*\bpuma\b"),
        (200, "keyword", "Speedcat"),
        (200, "regex", r"\bmb\.0[1-5]\b"),
    ],
    "Reebok": [
        (100, "keyword", "Reebok"),
        (200, "keyword", "Club C 85"),
        (200, "keyword", "Instapump"),
        (200, "keyword", "Shaq Attaq"),
        (200, "regex", r"\bquestion (low|mid)\b"),
    ],
    "Vans": [
        (100, "regex", r"^(?!.*\b(camper|delivery|hot wheels|lego|matchbox|playmobil|siku)\b).*\bvans\b"),
        (200, "keyword", "Knu Skool"),
        (200, "keyword", "Sk8-Hi"),
        (200, "keyword", "Sk8-Low"),
        (200, "regex", r"^(?!.*\b(cables?|consoles?|controllers?|games?)\b).*\bold skool\b"),
    ],
    "Converse": [
        (100, "keyword", "Converse"),
        (200, "keyword", "Jack Purcell"),
        (200, "regex", r"\bchuck (70s?|taylor)\b"),
        (200, "regex", r"\brun star (hike|legacy|motion|trainer)\b"),
    ],
}  # fmt: skip


def seed(apps, schema_editor):
    for model, names in {"Platform": PLATFORMS, "Brand": BRANDS, "Category": CATEGORIES}.items():
        rows = apps.get_model("core", model).objects.using(schema_editor.connection.alias)
        # A row of that name or slug is somebody's already: it stays as it is.
        rows.bulk_create([rows.model(name=name, slug=slugify(name)) for name in names], ignore_conflicts=True)
    brands = apps.get_model("core", "Brand").objects.using(schema_editor.connection.alias)
    for slug, maker in MAKERS.items():
        brands.filter(slug=slug, maker=None).update(maker=brands.filter(slug=maker).first())
    _seed_patterns(apps, brands)


def _seed_patterns(apps, brands):
    patterns = apps.get_model("core", "BrandPattern").objects.using(brands.db)
    for name, rows in PATTERNS.items():
        brand = brands.filter(Q(slug=slugify(name)) | Q(name__iexact=name)).first()
        if patterns.filter(brand=brand).exists():
            continue  # what staff left out or wrote in another way would come back
        patterns.bulk_create(
            [
                patterns.model(brand=brand, priority=priority, pattern_type=pattern_type, pattern=pattern)
                for priority, pattern_type, pattern in rows
            ],
            ignore_conflicts=True,  # it is another brand's, because somebody says so
        )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_sql_objects")]

    operations = [
        # Not taken back: rows of ours may refer to them by then. They go with their tables.
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
