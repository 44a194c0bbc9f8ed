from .config_entry import ConfigEntry
from .log_entry import LogEntry

__all__ = [
    "ConfigEntry",
    "LogEntry",
]
