"""The forms by which people log in and get new passwords."""

import math
from contextlib import contextmanager

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as OwnPasswordForm
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, SetPasswordForm, UserChangeForm
from django.core.exceptions import ValidationError

from apps.accounts.guard import Attempt
from apps.accounts.models import User
from soleflip.admin.forms import RowForm
from soleflip.journal import note

PASSWORD_COLUMNS = ["password", "must_change_password", "updated_at"]


class LoginForm(AdminAuthenticationForm):
    """Logs in by user name or e-mail address, unless too many passwords were wrong.

    `wait` is then the number of seconds to wait, else 0.
    """

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "The user name or e-mail and the password do not fit together. Mind the case in the password.",
    }
    wait = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        longest = User._meta.get_field("email").max_length
        name = self.fields["username"]
        name.label, name.max_length, name.widget.attrs["maxlength"] = "User name or e-mail", longest, longest

    def clean(self):
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return super().clean()
        with guarded(self, name):
            return super().clean()


@contextmanager
def guarded(form, name: str):
    """The block looks at a password and raises ValidationError when it is wrong; who has to wait is stopped before."""
    attempt = Attempt(name, form.request)
    if attempt.wait:
        form.wait = attempt.wait
        raise ValidationError(f"Too many wrong passwords: wait {in_words(attempt.wait)}.", code="wait")
    yield
    attempt.succeeded()


def in_words(seconds: int) -> str:
    """A time to wait: seconds up to two minutes, then minutes, rounded up."""
    if seconds == 1:
        return "1 second"
    return f"{seconds} seconds" if seconds <= 120 else f"{math.ceil(seconds / 60)} minutes"


class ChangeOwnPasswordForm(OwnPasswordForm):
    """A person changes their password, which is then theirs alone.

    The old one could be guessed here too, by whoever sits down at a stranger's desk: `wait` is as in LoginForm.
    """

    wait = 0

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_old_password(self):
        with guarded(self, self.user.username):
            return super().clean_old_password()

    def save(self, commit=True):
        return save_password(super().save(commit=False), "password changed", must_change=False)


class ResetPasswordForm(SetPasswordForm):
    """Behind the link that came by e-mail: a person who forgot their password chooses a new one."""

    def save(self, commit=True):
        return save_password(super().save(commit=False), "password reset", must_change=False)


class SetAnothersPasswordForm(AdminPasswordChangeForm):
    """An admin gives another person a password, or takes it away. Two know it then, so that person has to change it."""

    def save(self, commit=True):
        return save_password(super().save(commit=False), "password set by an admin", must_change=True)


def save_password(user: User, message: str, *, must_change: bool) -> User:
    """Write the new password, and nothing else of a row that others may be changing, and note it in the log."""
    user.must_change_password = must_change
    user.save(update_fields=PASSWORD_COLUMNS)
    note("accounts", message, about=user, user=user.username)
    return user


class UserForm(RowForm, UserChangeForm):
    """A user without the password, which has pages of its own."""


class NewUserForm(RowForm, AdminUserCreationForm):
    """A new user, who will have to choose a password of their own."""

    must_change_password = forms.BooleanField(
        initial=True, required=False, help_text=User._meta.get_field("must_change_password").help_text
    )

    class Meta:
        model = User
        fields = ("username", "email", "role", "must_change_password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usable_password"].help_text = "Disabled: nobody logs in as this person until there is a password."
