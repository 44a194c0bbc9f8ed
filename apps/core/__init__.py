"""Schema core: brands, categories, platforms, and the suppliers we buy from."""
