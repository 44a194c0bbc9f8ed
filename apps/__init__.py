"""One Django app per database schema; docs/decisions/0001-one-app-per-schema.md says why."""
