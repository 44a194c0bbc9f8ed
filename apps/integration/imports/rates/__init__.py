"""Exchange rates, as the European Central Bank publishes them: one row for a day, one column for a currency."""
