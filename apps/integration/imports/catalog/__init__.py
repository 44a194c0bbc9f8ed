"""Product lists: the catalog itself, as staff keep it in a spreadsheet or took it out of another system."""
