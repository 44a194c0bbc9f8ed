"""Settings of SoleFlip, all read from the environment or from .env; .env.example explains each.

Without DATABASE_URL the project runs on its own embedded PostgreSQL, for one machine and its
owner: only there DEBUG is on by default and the secret keys are made by themselves.
"""

import zoneinfo
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from soleflip import database_url, embedded
from soleflip.local_secrets import local_secret

BASE_DIR = Path(__file__).resolve().parent.parent
SQL_DIR = BASE_DIR / "sql"

env = environ.Env()
env.read_env(BASE_DIR / ".env")


def whole_number(name: str, default: int) -> int:
    """A number from the environment. Raises ImproperlyConfigured for what is none."""
    try:
        return env.int(name, default=default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {env.str(name)!r}.") from None


# --- the database ---------------------------------------------------------------------------------

DATA_DIR = BASE_DIR / Path(env.str("SOLEFLIP_DATA_DIR", default="") or ".soleflip").expanduser()
DATABASE_URL = env.str("DATABASE_URL", default="")
USES_EMBEDDED_SERVER = not DATABASE_URL

DATABASES = {"default": embedded.database(DATA_DIR) if USES_EMBEDDED_SERVER else database_url.database(DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = whole_number("DATABASE_CONN_MAX_AGE", default=0 if USES_EMBEDDED_SERVER else 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- secrets --------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=USES_EMBEDDED_SERVER)
SECRET_KEY = env.str("SECRET_KEY", default="")
# Fernet keys, newest first, separated by commas: the first encrypts, all decrypt.
FIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])

if DEBUG:
    SECRET_KEY = SECRET_KEY or local_secret(DATA_DIR, "SECRET_KEY", size=48)
    FIELD_ENCRYPTION_KEYS = FIELD_ENCRYPTION_KEYS or [local_secret(DATA_DIR, "FIELD_ENCRYPTION_KEYS", size=32)]
elif missing := [name for name in ("SECRET_KEY", "FIELD_ENCRYPTION_KEYS") if not globals()[name]]:
    raise ImproperlyConfigured(
        f"{' and '.join(missing)} must be set, in the environment or in .env (see .env.example): they are needed "
        "while DEBUG is off, as it is when DATABASE_URL is set."
    )

# --- applications ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "soleflip",
    "soleflip.embedded",
    "apps.core",
    "apps.accounts",
    "apps.system",
    "apps.products",
    "apps.integration",
    "apps.pricing",
    "apps.platforms",
    "apps.transactions",
    "apps.analytics",
    "soleflip.admin.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_extensions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if not DEBUG:  # runserver serves static files by itself; gunicorn has whitenoise for them, after collectstatic
    MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")

ROOT_URLCONF = "soleflip.urls"
WSGI_APPLICATION = "soleflip.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backends.RoleBackend"]
# bcrypt over SHA-256 first: plain bcrypt reads no more than 72 bytes of a password. Plain bcrypt
# stays readable for hashes taken over from the older system.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    "django.contrib.auth.hashers.BCryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# User names and e-mails are unique whatever their case: by a unique index on lower(...), which is
# stronger than the plain one that this check looks for.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# --- web ------------------------------------------------------------------------------------------

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) + (["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else whole_number("SECURE_HSTS_SECONDS", default=3600)

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"

# --- verify_database -----------------------------------------------------------------------------

# Rows that do as well as a seeded one: the first admin may be replaced by another.
SEED_STAND_INS = {"auth.users": "role = 'admin' AND is_active"}

# --- tools ------------------------------------------------------------------------------------------

DJANGO_EXTENSIONS_RESET_DB_POSTGRESQL_ENGINES = ["soleflip.postgres"]  # for manage.py reset_db

# --- language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")  # what people see; the database keeps UTC
try:
    zoneinfo.ZoneInfo(TIME_ZONE)
except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
    raise ImproperlyConfigured(f"TIME_ZONE must be a zone such as Europe/Berlin, not {TIME_ZONE!r}.") from None
USE_I18N = True
USE_TZ = True
