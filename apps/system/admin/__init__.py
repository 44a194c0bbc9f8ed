from .config_entry import ConfigEntryAdmin
from .log_entry import LogEntryAdmin

__all__ = [
    "ConfigEntryAdmin",
    "LogEntryAdmin",
]
