"""Schema auth: who may log in and what they may do. Django owns the label auth."""
