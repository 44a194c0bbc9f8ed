"""Production-like data for a look around, for benchmarks and screenshots: `manage.py load_demo`.

One file a noun. loading.py says in which order they come, marks.py how a demo row is known, removing.py how all of them
go again. A noun that follows from others (the months of suppliers, offers of feeds, figures) is made of their rows by
SQL, so that all agree; the others are made by Python, a stream of rows for COPY.

Empty stay, on purpose: system.config, whose settings are the owner's; integration.import_changes, since a made-up
import cannot be taken back; public.django_admin_log, since nobody has done anything yet. Seeded are, and stay as
they are: core.categories, core.platforms, core.brand_patterns, pricing.platform_fees.
"""
