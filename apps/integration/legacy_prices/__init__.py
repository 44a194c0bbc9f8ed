"""Brings the prices of the two legacy tables into price_sources.

`supplier_prices` and `market_prices` read the tables, each into prices as `reading` has them, and say what they cannot
decide; `migrating` compares these with what is known and writes.
"""
