from .alert import AlertAdmin
from .audit_changeset import AuditChangesetAdmin
from .audit_head import AuditHeadAdmin
from .audit_record import AuditRecordAdmin
from .config_entry import ConfigEntryAdmin
from .job import JobAdmin
from .kept_table import KeptTableAdmin
from .log_entry import LogEntryAdmin

__all__ = [
    "AlertAdmin",
    "AuditChangesetAdmin",
    "AuditHeadAdmin",
    "AuditRecordAdmin",
    "ConfigEntryAdmin",
    "JobAdmin",
    "KeptTableAdmin",
    "LogEntryAdmin",
]
