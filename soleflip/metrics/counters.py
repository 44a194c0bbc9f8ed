"""What each process counts. Under gunicorn it stands in files that all processes share (gunicorn.conf.py)."""

from prometheus_client import Counter, Histogram

# By the name of the page, never by its address: a label for each row or typed word would fill the memory.
REQUESTS = Counter("soleflip_requests", "Requests answered", ["page", "method", "status"])
SECONDS = Histogram(
    "soleflip_request_seconds",
    "Seconds until a request was answered",
    ["page"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)
QUERIES = Counter("soleflip_queries", "Queries that pages sent to the database", ["page"])
LINES_LOST = Counter("soleflip_log_lines_lost", "Log lines that could not be written to the database")
