"""Counts what the site does, and shows it to Prometheus beside the figures of the business."""
