"""Who is at work, through which page or command: told to the database before it is changed, and known to the logs."""
