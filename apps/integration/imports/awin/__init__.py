"""Awin's product feeds: a million offers of shops, most of which have not changed since yesterday."""
