"""Looks after the keys of encrypted columns: whether they fit the database, and how a new one takes over."""
