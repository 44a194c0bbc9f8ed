"""Sales reports of the marketplaces: every row becomes a sale with its product, size and lot."""
