class BackupError(Exception):
    """What is in the way, in one sentence for the user: what, where, what to do."""


class BadBackup(BackupError):
    """The backup is not what it was when it was made."""
