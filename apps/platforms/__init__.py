"""Schema platforms: listings on the marketplaces."""
