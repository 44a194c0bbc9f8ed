from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower

from apps.accounts.roles import Role, may, may_enter
from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.postgres.fields import EnumField

NO_AT = "A user name has no @ in it: that is what tells it from an e-mail address."


class UserManager(BaseUserManager):
    """Makes users, and finds them by user name or e-mail address, whatever the case."""

    def create_user(self, username, email, password=None, **fields):
        """A user who may log in, once there is a password. Raises ValidationError when name or address are taken."""
        name = self.model.normalize_username(username)
        user = self.model(username=name, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.validate_constraints()
        user.save(using=self._db)
        return user

    def create_superuser(self, username, email, password=None, **fields):
        """A user with the role admin: `manage.py createsuperuser` comes here.

        Raises ValidationError for a password that a person could not choose either.
        """
        if password:
            validate_password(password, self.model(username=username, email=email))
        return self.create_user(username, email, password, **{"role": Role.ADMIN, **fields})

    def get_by_natural_key(self, username):
        # lower(...) is what the unique indexes hold, and the database lowers both sides: which letters it knows depends
        # on its locale. No user name has an @ in it, and every address has.
        column = "email" if "@" in username else "username"
        return self.alias(lowered=Lower(column)).get(lowered=Lower(Value(username)))


class User(AbstractBaseUser):
    """A person who may log in; this is Django's user model."""

    id = uuid_key()
    email = models.EmailField(max_length=255, db_comment="Unique whatever its case")
    username = models.CharField(
        max_length=100,
        validators=[RegexValidator("@", NO_AT, inverse_match=True)],
        db_comment="Unique whatever its case; without @, which an e-mail address has",
    )
    password = models.CharField(
        max_length=255,
        db_column="hashed_password",
        db_comment="As Django writes it: algorithm and bcrypt hash; ! and more means that no password works",
    )
    role = EnumField(
        '"auth"."user_role"',
        choices=Role,
        default=Role.USER,
        db_default=Role.USER,
        help_text="Admin: everything. User: no deletes, no users, no settings. Readonly: looks only.",
        db_comment="admin: all; user: no deletes, no users, no settings; readonly: only looks",
    )
    is_active = models.BooleanField(
        "active",
        default=True,
        db_default=True,
        help_text="Without it the person cannot log in. Take it away instead of deleting the user.",
        db_comment="False: may not log in; kept because rows name the person",
    )
    last_login = models.DateTimeField(null=True, blank=True, editable=False)
    must_change_password = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Every page leads to the password form until the person has chosen a new one.",
        db_comment="Every page asks for a new password first",
    )
    created_at = created_at()
    updated_at = updated_at()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("email",)

    objects = UserManager()

    class Meta:
        db_table = '"auth"."users"'
        db_table_comment = "A person who may log in; this is Django's user model"
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="uq_users_lower_email",
                violation_error_message="There is a user with this e-mail address already.",
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="uq_users_lower_username",
                violation_error_message="There is a user of this name already, whatever the case of its letters.",
            ),
            models.CheckConstraint(
                condition=~Q(username__contains="@"),
                name="chk_users_username_without_at",
                violation_error_message=NO_AT,
            ),
        ]
        verbose_name = "user"
        verbose_name_plural = "users"

    def __str__(self):
        return self.username

    @property
    def is_staff(self):
        """Every role works in the admin; what it may do there is the role's affair."""
        return self.is_active

    @property
    def is_superuser(self):
        """Django's word for the role admin."""
        return self.is_active and self.role == Role.ADMIN

    def has_perm(self, perm, obj=None):
        """Whether the role has a permission such as "core.change_brand"."""
        return self.is_active and may(self.role, perm)

    def has_perms(self, perm_list, obj=None):
        """Whether the role has all of the permissions."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label):
        """Whether the role may see anything of the app."""
        return self.is_active and may_enter(self.role, app_label)
