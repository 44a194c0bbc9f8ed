"""The database engine, tried on a database of its own; assertions read the catalog in plain SQL.

The tests of test_stock_engine_fails.STOCK_FAILS are what Django's engine cannot do.
"""
