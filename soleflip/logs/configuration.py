"""Where log lines go: those of the site to standard output, those of commands to standard error."""

import logging.config

from django.conf import settings

JSON = {"()": "soleflip.logs.lines.JsonLines"}
OFF = {"handlers": [], "level": "CRITICAL", "propagate": False}


def for_commands(*, to_database: bool) -> dict:
    """LOGGING: standard output belongs to what a command prints, so warnings go beside it, as plain sentences."""
    return _logging({"()": "soleflip.logs.lines.PlainLines", "short": True}, "stderr", "WARNING", to_database)


def for_site(*, level: str, debug: bool, to_database: bool) -> dict:
    """The same for the processes that answer requests: JSON on standard output, readable lines while DEBUG is on."""
    lines = {"()": "soleflip.logs.lines.PlainLines"} if debug else JSON
    found = _logging(lines, "stdout", level, to_database)
    # Of each request there is a line of ours, without what was typed; runserver has its own, for who develops.
    found["loggers"]["soleflip.requests" if debug else "django.server"] = {"level": "WARNING"} if debug else OFF
    found["loggers"]["gunicorn.access"] = OFF
    found["loggers"]["gunicorn.error"] = {"handlers": [], "level": "INFO", "propagate": True}
    return found


def for_gunicorn() -> dict:
    """What gunicorn's main process says, before and beside the site: JSON on standard output too."""
    found = _logging(JSON, "stdout", "INFO", to_database=False)
    found["loggers"]["gunicorn.error"] = {"handlers": [], "level": "INFO", "propagate": True}
    # Its lines have whole addresses, and some are as good as a password. gunicorn writes them wherever it is given a
    # configuration of logs, also without an `accesslog`.
    found["loggers"]["gunicorn.access"] = OFF
    return found


def use_for_site() -> None:
    """Called by whoever answers requests, once settings are there."""
    logging.config.dictConfig(
        for_site(level=settings.LOG_LEVEL, debug=settings.DEBUG, to_database=settings.LOG_TO_DATABASE)
    )


def _logging(formatter: dict, stream: str, level: str, to_database: bool) -> dict:
    handlers = {
        "lines": {
            "class": "logging.StreamHandler",
            "stream": f"ext://sys.{stream}",
            "formatter": "lines",
            "level": level,
        }
    }
    if to_database:
        handlers["database"] = {"class": "soleflip.logs.database.DatabaseHandler", "level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": handlers,
        # `level` is that of the lines; whatever it is, the database gets warnings.
        "root": {"handlers": list(handlers), "level": min(level, "WARNING", key=logging.getLevelNamesMapping().get)},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }
