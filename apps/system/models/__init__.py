from .config_entry import ConfigEntry
from .kept_table import KeptTable
from .log_entry import LogEntry

__all__ = [
    "ConfigEntry",
    "KeptTable",
    "LogEntry",
]
