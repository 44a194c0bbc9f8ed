from .audit_changeset import AuditChangesetAdmin
from .audit_head import AuditHeadAdmin
from .audit_record import AuditRecordAdmin
from .config_entry import ConfigEntryAdmin
from .kept_table import KeptTableAdmin
from .log_entry import LogEntryAdmin

__all__ = [
    "AuditChangesetAdmin",
    "AuditHeadAdmin",
    "AuditRecordAdmin",
    "ConfigEntryAdmin",
    "KeptTableAdmin",
    "LogEntryAdmin",
]
