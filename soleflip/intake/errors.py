"""What can be wrong with a file as a whole, and with one value in it."""


class IntakeError(Exception):
    """The file cannot be read: one sentence that says what is wrong, where, and what to do."""


class Refused(ValueError):
    """A value that is not what its column holds: the reason, as a sentence."""
