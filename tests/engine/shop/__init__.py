"""A small app for the management commands: tables in several schemas, two of them with one name."""
