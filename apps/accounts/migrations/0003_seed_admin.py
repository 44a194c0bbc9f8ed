"""The first admin. Applied again, it changes nothing.

With DEBUG the password is admin123, on a machine of one's own; else SOLEFLIP_ADMIN_PASSWORD from the environment; else
none, and `manage.py changepassword admin` sets one. In every case it must be changed at the first login.
"""

import os

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import migrations
from django.db.models.functions import Lower

USERNAME, EMAIL = "admin", "admin@soleflip.com"
# admin123, which is published. Computing the hash anew took a tenth of a fresh migrate.
PUBLISHED = "bcrypt_sha256$$2b$12$ScGqoadpfqjKe1ggCzUzEeq1MCRHllYRzQLGrH3ofzcb4W8YbBOOS"


def seed_admin(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    lowered = users.alias(name=Lower("username"), mail=Lower("email"))
    if lowered.filter(name=USERNAME).exists() or lowered.filter(mail=EMAIL).exists():
        return
    password = PUBLISHED if settings.DEBUG else make_password(os.environ.get("SOLEFLIP_ADMIN_PASSWORD") or None)
    users.create(username=USERNAME, email=EMAIL, role="admin", password=password, must_change_password=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sql_objects")]

    operations = [
        # Not taken back: the account may be the only way in. It goes with its table.
        migrations.RunPython(seed_admin, migrations.RunPython.noop),
    ]
