"""How long a page waits for the database, what it says when that is too long, and what the log says of it."""
