"""The project package: settings, addresses, the database engine and the embedded server. It knows no app."""
