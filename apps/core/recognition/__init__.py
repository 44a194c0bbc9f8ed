"""What a product is, as far as its own words say it: its brand and its category. What they do not say stays unknown."""
