"""What people call a column, and how its comment in the database reads to them."""

from django.conf import settings
from django.db import models

# Django writes a column's name with spaces; these words are written otherwise.
SPELLING = {
    "alias": "Alias",
    "api": "API",
    "awin": "Awin",
    "ean": "EAN",
    "eur": "(EUR)",
    "gtin": "GTIN",
    "id": "ID",
    "ids": "IDs",
    "ip": "IP",
    "kpi": "KPI",
    "last4": "last four digits",
    "mae": "MAE",
    "mape": "MAPE",
    "mpn": "MPN",
    "ms": "(ms)",
    "qty": "quantity",
    "r2": "R²",
    "rmse": "RMSE",
    "roi": "ROI",
    "rrp": "RRP",
    "sha256": "SHA-256",
    "sku": "SKU",
    "stockx": "StockX",
    "url": "URL",
    "vat": "VAT",
}
# What a unit, shown with every value, says already.
UNSAID = {"cents", "percentage", "percent", "encrypted"}

# Comments speak to readers of the database; staff see an empty field, yes and no, and the time zone of the pages.
FOR_STAFF = {
    "null: ": "empty: ",
    "Null: ": "Empty: ",
    "; null ": "; empty ",
    "True once": "Yes once",
    "True while": "Yes while",
    "False: ": "No: ",
    ". Kept by a trigger": ". Computed by itself",
    "; the partition key": "",
    "Object: ": "JSON object, ",
    "Object ": "JSON object ",
    "Array of": "JSON list of",
    ", encrypted by the application (Fernet)": ", kept encrypted",
}


def label(field: models.Field) -> str:
    """The name of a column in the words of the trade: SKU, ROI, purchase price."""
    name = str(field.verbose_name)
    if name != field.name.replace("_", " "):
        return name  # somebody chose it
    unsaid = UNSAID | {getattr(field, "unit", "")}
    words = [word for word in name.split() if word not in unsaid] or name.split()
    return " ".join(SPELLING.get(word, word) for word in words)


def help_for(field: models.Field) -> str:
    """What staff should know of a column: its help text, else its comment in their words."""
    if field.help_text or field.name == "updated_at":  # whose comment is a rule for programs
        return str(field.help_text)
    text = (field.db_comment or "").replace("(UTC)", f"({settings.TIME_ZONE})")
    for ours, theirs in FOR_STAFF.items():
        text = text.replace(ours, theirs)
    return text
