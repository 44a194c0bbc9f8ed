"""manage.py postgres: the embedded server by hand."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from soleflip.embedded.cluster import DATABASE, ROLE, SUPERUSER, SUPERUSER_DATABASE, made_by_version
from soleflip.embedded.programs import client_program, find_programs
from soleflip.embedded.server import Server

STOPPED = 3  # the exit code of pg_ctl status and of LSB scripts


class Command(BaseCommand):
    help = "The embedded PostgreSQL server, used when DATABASE_URL is unset. It starts by itself at the first use."
    requires_system_checks = []  # checks may need the database

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="start|stop|status|url|psql")
        actions.add_parser("start", help="start the server, and make its data if there are none")
        actions.add_parser("stop", help="stop the server; what is connected gets disconnected")
        actions.add_parser("status", help=f"tell whether it runs, and where; exit code 0 if so, {STOPPED} if stopped")
        url = actions.add_parser("url", help="start the server and print a URL for psql, pg_dump and the like")
        url.add_argument("name", nargs="?", default=DATABASE, help="of another database on it (default: %(default)s)")
        psql = actions.add_parser("psql", help="start the server and open psql on it")
        psql.add_argument("--superuser", action="store_true", help="as postgres, not as the role of the project")
        psql.add_argument("--database", metavar="NAME", help="another database on it, such as one that was restored")
        psql.add_argument("arguments", nargs="*", metavar="-- ARGUMENT", help="arguments for psql, after --")

    def handle(self, *, action, **options):
        if not settings.USES_EMBEDDED_SERVER:
            raise CommandError("DATABASE_URL is set, so the embedded server is not used: unset it to use it.")
        getattr(self, action)(Server(settings.DATA_DIR), options)

    def start(self, server, options):
        was_running = server.pid() is not None
        server.start()
        self.stdout.write(f"The server {'was already running' if was_running else 'runs'}: {server.socket}")

    def stop(self, server, options):
        self.stdout.write("The server has stopped." if server.stop() else "The server was not running.")

    def status(self, server, options):
        pid = server.pid()
        if pid is None:
            self.stdout.write(f"stopped\ndata     {server.data_dir}")
            raise SystemExit(STOPPED)
        state = "running" if server.answer() == "OK" else "starting or stopping"
        self.stdout.write(f"{state}\nversion  PostgreSQL {made_by_version(server.cluster)}\ndata     {server.data_dir}")
        self.stdout.write(f"socket   {server.socket}\npid      {pid}\naccount  {server.account().name}")
        self.stdout.write(f"programs {find_programs().folder}")

    def url(self, server, options):
        server.start()
        self.stdout.write(server.url(database=options["name"]))

    def psql(self, server, options):
        server.start()
        program = client_program("psql", embedded=True)
        if program is None:
            raise CommandError(f"No psql was found: install it, or connect with another program to {server.url()}")
        role, name = (SUPERUSER, SUPERUSER_DATABASE) if options["superuser"] else (ROLE, DATABASE)
        url = server.url(role, options["database"] or name)
        # Variables such as PGHOSTADDR or PGOPTIONS are meant for other servers.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        os.execve(program, ["psql", url, *options["arguments"]], environment)  # noqa: S606
