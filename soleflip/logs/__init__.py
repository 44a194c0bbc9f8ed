"""What the program says while it runs: lines on standard output, and warnings in the log of the database too."""
