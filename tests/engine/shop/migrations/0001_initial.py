import django.db.models.deletion
from django.db import migrations, models

ID = ("id", models.BigAutoField(primary_key=True))


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Size",
            [ID, ("label", models.CharField(max_length=10, unique=True))],
            {"db_table": '"public"."sizes"'},
        ),
        migrations.CreateModel("Color", [ID, ("label", models.CharField(max_length=10))], {"db_table": "colors"}),
        migrations.CreateModel(
            "Brand", [ID, ("name", models.CharField(max_length=50))], {"db_table": '"core"."brands"'}
        ),
        migrations.AddField("Brand", "sizes", models.ManyToManyField("shop.size")),
        migrations.CreateModel(
            "MarketPrice",
            [
                ID,
                (
                    "brand",
                    models.ForeignKey("shop.brand", django.db.models.deletion.CASCADE, related_name="market_prices"),
                ),
            ],
            {"db_table": '"integration"."prices"'},
        ),
        migrations.CreateModel(
            "Price",
            [
                ID,
                ("brand", models.ForeignKey("shop.brand", django.db.models.deletion.PROTECT, related_name="prices")),
                ("size", models.ForeignKey("shop.size", django.db.models.deletion.PROTECT)),
                ("market_price", models.ForeignKey("shop.marketprice", django.db.models.deletion.PROTECT, null=True)),
            ],
            {"db_table": '"pricing"."prices"'},
        ),
    ]
