"""The reference documentation of the database: pages in Markdown, made from what the migrations make."""
