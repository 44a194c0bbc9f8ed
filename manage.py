#!/usr/bin/env python
"""The command line of SoleFlip: `manage.py help` lists what it can do."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")
    from soleflip.cli import main

    sys.exit(main(sys.argv))
