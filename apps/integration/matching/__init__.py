"""Matching: which product of the catalog the offers of shops are, and what they cost there."""
