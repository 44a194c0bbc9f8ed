"""The audit trail: which tables it keeps, what a row went through, and whether anybody has altered it."""
