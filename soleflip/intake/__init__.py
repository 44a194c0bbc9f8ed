"""Reads what users feed in: files, standard input and addresses, as rows of text, whatever state they are in."""
