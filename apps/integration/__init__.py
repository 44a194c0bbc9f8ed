"""Schema integration: feeds, imports, and the prices they bring."""
