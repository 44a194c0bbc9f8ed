"""What `manage.py check --database default` says about the partitions; migrate runs it too."""

from django.core.checks import Tags, Warning, register
from django.db import connections

from apps.system.shortages import shortages

RUNS_OUT, IN_DEFAULT = "system.W001", "system.W002"


@register(Tags.database)
def months_are_ahead(app_configs, databases=None, **kwargs):
    """system.W001 for a table whose months end soon, system.W002 for rows in a default partition."""
    return [
        Warning(shortage.sentence, id=RUNS_OUT if shortage.runs_out else IN_DEFAULT)
        for alias in databases or ()
        for shortage in shortages(connections[alias])
    ]
