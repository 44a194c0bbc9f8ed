"""The one foreign key that points up: a purchase names its product (docs/decisions/0002-upward-key.md)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("products", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="AccountPurchase",
            name="product",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="account_purchases",
                to="products.product",
            ),
        ),
    ]
