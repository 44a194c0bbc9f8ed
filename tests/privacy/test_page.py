"""The page for whoever answers a request shows the rules as they are."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

PAGE = Path(settings.BASE_DIR) / "docs/how-to/privacy.md"


def test_the_page_has_the_table_that_the_command_prints():
    output = StringIO()
    call_command("gdpr_rules", stdout=output)
    assert PAGE.read_text(encoding="utf-8").endswith(output.getvalue())
