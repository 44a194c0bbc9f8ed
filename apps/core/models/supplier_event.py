from django.db import models

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import one_of
from soleflip.postgres.indexes import Index


class EventType(models.TextChoices):
    FOUNDED = "founded"
    OPENED_STORE = "opened_store"
    CLOSED_STORE = "closed_store"
    EXPANSION = "expansion"
    REBRANDING = "rebranding"
    MILESTONE = "milestone"
    CONTROVERSY = "controversy"
    CLOSURE = "closure"


class ImpactLevel(models.TextChoices):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class SupplierEvent(models.Model):
    """An event in a supplier's life (founded, opened, closed, ...)."""

    id = uuid_key()
    supplier = models.ForeignKey("core.Supplier", models.CASCADE, db_index=False, related_name="events")
    event_date = models.DateField(db_comment="The day on which it happened")
    event_type = models.CharField(max_length=50, choices=EventType)
    event_title = models.CharField(max_length=200)
    event_description = models.TextField(null=True, blank=True)
    impact_level = models.CharField(
        max_length=20,
        choices=ImpactLevel,
        null=True,
        blank=True,
        default=ImpactLevel.MEDIUM,
        db_default=ImpactLevel.MEDIUM,
        db_comment="How much it matters to us",
    )
    source_url = models.CharField(max_length=500, null=True, blank=True, db_comment="Where it can be read")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."supplier_history"'
        db_table_comment = "An event in a supplier's life (founded, opened, closed, ...)"
        ordering = ["supplier", "-event_date"]
        indexes = [
            Index(
                fields=["supplier", "event_date"],
                name="idx_supplier_history_supplier_id_event_date",
                comment="A supplier's life in order",
            ),
            Index(
                fields=["event_type", "event_date"],
                name="idx_supplier_history_event_type_event_date",
                comment="The latest closures of all suppliers",
            ),
        ]
        constraints = [
            one_of("event_type", EventType, name="chk_supplier_history_event_type"),
            one_of("impact_level", ImpactLevel, name="chk_supplier_history_impact_level"),
        ]
        verbose_name = "supplier event"
        verbose_name_plural = "supplier events"

    def __str__(self):
        return self.event_title
