"""What is held on people: one declared table of it, and what finds, shows and erases it by that table."""
