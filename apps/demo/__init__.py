"""Production-like data for a look around, for tests of speed and for screenshots: `manage.py load_demo`."""
