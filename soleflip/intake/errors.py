"""What can be wrong with a file as a whole, and with one value in it."""


class IntakeError(Exception):
    """The file cannot be read: one sentence that says what is wrong, where, and what to do.

    `on_command_line` is what only those can do about it who type commands.
    """

    def __init__(self, sentence: str, *, on_command_line: str = ""):
        super().__init__(sentence)
        self.on_command_line = on_command_line

    def in_full(self) -> str:
        """For those who type commands."""
        return f"{self} {self.on_command_line}".rstrip()


class Refused(ValueError):
    """A value that is not what its column holds: the reason, as a sentence."""


class RowRefused(Exception):
    """A row with values that are none: the reason by column."""

    def __init__(self, reasons: dict[str, str]):
        self.reasons = reasons
