"""Schema products (and public.sizes): the catalog and the pairs in stock."""
