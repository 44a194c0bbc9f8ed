"""Schema system: settings and the application log."""
