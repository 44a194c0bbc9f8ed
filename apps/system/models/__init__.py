from .alert import Alert
from .audit_changeset import AuditChangeset
from .audit_head import AuditHead
from .audit_record import AuditRecord
from .config_entry import ConfigEntry
from .job import Job
from .kept_table import KeptTable
from .log_entry import LogEntry

__all__ = [
    "Alert",
    "AuditChangeset",
    "AuditHead",
    "AuditRecord",
    "ConfigEntry",
    "Job",
    "KeptTable",
    "LogEntry",
]
