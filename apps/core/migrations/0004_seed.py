"""The platforms, brands and the category that everybody needs. Applied again, it changes nothing."""

from django.db import migrations
from django.utils.text import slugify

PLATFORMS = ["StockX", "eBay", "GOAT", "Alias", "Kleinanzeigen", "Laced", "WTN", "Klekt"]
BRANDS = ["Nike", "Adidas", "Jordan", "Yeezy", "New Balance", "Asics", "Puma", "Reebok", "Vans", "Converse"]
CATEGORIES = ["Sneakers"]
MAKERS = {"jordan": "nike", "yeezy": "adidas"}  # whose style codes and size charts they share


def seed(apps, schema_editor):
    for model, names in {"Platform": PLATFORMS, "Brand": BRANDS, "Category": CATEGORIES}.items():
        rows = apps.get_model("core", model).objects.using(schema_editor.connection.alias)
        # A row of that name or slug is somebody's already: it stays as it is.
        rows.bulk_create([rows.model(name=name, slug=slugify(name)) for name in names], ignore_conflicts=True)
    brands = apps.get_model("core", "Brand").objects.using(schema_editor.connection.alias)
    for slug, maker in MAKERS.items():
        brands.filter(slug=slug, maker=None).update(maker=brands.filter(slug=maker).first())


class Migration(migrations.Migration):
    dependencies = [("core", "0003_sql_objects")]

    operations = [
        # Not taken back: rows of ours may refer to them by then. They go with their tables.
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
