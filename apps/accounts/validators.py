"""What a new password must not be, beyond Django's own rules (settings.AUTH_PASSWORD_VALIDATORS)."""

import unicodedata

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from apps.accounts.default_password import DEFAULT_PASSWORD


class NotTheOldPassword:
    """A change changes something."""

    def validate(self, password, user=None):
        # Not User.check_password: it would write a newer hash, and a look must not write.
        if user is not None and user.password and check_password(password, user.password):
            raise ValidationError("This is the password that you have already.", code="password_unchanged")

    def get_help_text(self):
        return "Your new password cannot be the one that you have already."


class NotThePublishedPassword:
    """Neither admin123, which everybody knows, nor something that merely wraps it."""

    def __init__(self, min_length=12):
        self.min_length = min_length

    def validate(self, password, user=None):
        plain = unicodedata.normalize("NFKC", password).casefold()
        if DEFAULT_PASSWORD in plain and len(plain.replace(DEFAULT_PASSWORD, "")) < self.min_length:
            raise ValidationError(
                f"Everybody knows {DEFAULT_PASSWORD}, and this is little more.", code="password_published"
            )

    def get_help_text(self):
        return f"Your password cannot be {DEFAULT_PASSWORD}, nor that with a little around it."
