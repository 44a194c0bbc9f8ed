"""The hook `before_connect` in a database's OPTIONS.

It is a callable, or the dotted path of one, and is called with the settings of the database before
each new connection: to start a server, or to put a fresh password into the settings. When connecting
fails nevertheless, it is called once more and connecting is tried once more.
"""

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

OPTION = "before_connect"


def run_before_connect(settings_dict):
    """Call the hook, if there is one. What it raises is not caught: without it there is no connecting."""
    hook = settings_dict["OPTIONS"].get(OPTION)
    if hook is None:
        return
    if isinstance(hook, str):
        hook = import_string(hook)
    if not callable(hook):
        raise ImproperlyConfigured(f"OPTIONS['{OPTION}'] must be a callable or the dotted path of one, not {hook!r}.")
    hook(settings_dict)
