from django.db.backends.postgresql import client

from .hooks import run_before_connect


class DatabaseClient(client.DatabaseClient):
    def runshell(self, parameters):
        run_before_connect(self.connection.settings_dict)
        super().runshell(parameters)
