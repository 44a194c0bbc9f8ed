"""Work that is done every day or every hour, whichever machine comes first."""
