#!/usr/bin/env python3
"""The command line of SoleFlip: `manage.py help` lists what it can do."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")
    try:
        from soleflip.cli import main
    except ModuleNotFoundError as error:
        sys.exit(f"manage.py: {error.name} is not installed here: run make install, then .venv/bin/python manage.py.")
    sys.exit(main(sys.argv))
