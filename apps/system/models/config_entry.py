from django.db import models

from soleflip.columns import KeyField, created_at, updated_at
from soleflip.postgres.fields import EncryptedTextField


class ConfigEntry(models.Model):
    """One setting, its value encrypted at rest."""

    key = KeyField(max_length=100, db_comment="Name of the setting, dotted by subject")
    value_encrypted = EncryptedTextField(db_comment="The value, encrypted by the application (Fernet)")
    description = models.TextField(null=True, blank=True, db_comment="What the setting does")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"system"."config"'
        db_table_comment = "One setting, its value encrypted at rest"
        ordering = ["key"]
        verbose_name = "setting"
        verbose_name_plural = "settings"

    def __str__(self):
        return self.key
