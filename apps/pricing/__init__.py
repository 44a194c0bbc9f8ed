"""Schema pricing: rules and observations that asking prices are made from."""
