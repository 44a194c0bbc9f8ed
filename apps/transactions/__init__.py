"""Schema transactions: what was sold, where and for how much."""
