from .config_entry import ConfigEntryAdmin
from .kept_table import KeptTableAdmin
from .log_entry import LogEntryAdmin

__all__ = [
    "ConfigEntryAdmin",
    "KeptTableAdmin",
    "LogEntryAdmin",
]
