"""Schema analytics: figures made from the other schemas."""
