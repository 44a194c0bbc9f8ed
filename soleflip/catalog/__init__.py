"""What stands in a database, read from PostgreSQL's own catalog and held against what the migrations make.

Knows nothing of SoleFlip's tables: what is expected comes from running the migrations, or from the snapshot of such
a run.
"""
