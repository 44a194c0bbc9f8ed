"""Settings of SoleFlip, all read from the environment or from .env; .env.example explains each.

Without DATABASE_URL the project runs on its own embedded PostgreSQL, for one machine and its
owner: only there DEBUG is on by default and the secret keys are made by themselves.
"""

import zoneinfo
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from soleflip import database_url, embedded
from soleflip.encryption.key_format import well_formed
from soleflip.local_secrets import local_secret
from soleflip.logs import configuration

BASE_DIR = Path(__file__).resolve().parent.parent
SQL_DIR = BASE_DIR / "sql"

env = environ.Env()
env.read_env(BASE_DIR / ".env")


def whole_number(name: str, default: int) -> int:
    """A number from the environment, 0 or more. Raises ImproperlyConfigured for what is none."""
    try:
        number = env.int(name, default=default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {env.str(name)!r}.") from None
    if number < 0:
        raise ImproperlyConfigured(f"{name} must be 0 or more, not {number}.")
    return number


# --- the database ---------------------------------------------------------------------------------

DATA_DIR = BASE_DIR / Path(env.str("SOLEFLIP_DATA_DIR", default="") or ".soleflip").expanduser()
DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default="")  # see soleflip/database_roles/owner.py
USES_EMBEDDED_SERVER = not DATABASE_URL
if DATABASE_OWNER_URL and USES_EMBEDDED_SERVER:
    raise ImproperlyConfigured("DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.")

DATABASES = {"default": embedded.database(DATA_DIR) if USES_EMBEDDED_SERVER else database_url.database(DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = whole_number("DATABASE_CONN_MAX_AGE", default=0 if USES_EMBEDDED_SERVER else 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# What a page may ask of the database, see soleflip/waits; 0 for no limit. Commands have none.
STATEMENT_TIMEOUT = whole_number("STATEMENT_TIMEOUT", default=15)  # seconds of one query
LOCK_TIMEOUT = whole_number("LOCK_TIMEOUT", default=5)  # seconds of waiting for what somebody else is changing
SLOW_QUERY = whole_number("SLOW_QUERY", default=500)  # milliseconds; what takes longer is noted in system.logs

# In whose name commands change data, as the audit trail has it: the name of a user. Empty: nobody's but the role's.
USER_OF_COMMANDS = env.str("SOLEFLIP_USER", default="")

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
FIELD_ENCRYPTION_KEYS = well_formed(FIELD_ENCRYPTION_KEYS)
DEFAULT_EXCEPTION_REPORTER_FILTER = "soleflip.error_reports.Reticent"

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
    "apps.demo",
    "apps.accounts.site_config.BackOfficeConfig",  # django.contrib.admin, with our site
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
    "csp.middleware.CSPMiddleware",
    "soleflip.acting.middleware.RequestActor",
    "soleflip.logs.middleware.RequestLog",
    "soleflip.metrics.middleware.RequestMetrics",
    "soleflip.waits.middleware.DatabaseWaits",
    "soleflip.health.middleware.Probes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.accounts.middleware.PasswordChangeFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if not DEBUG:  # runserver serves static files by itself; gunicorn has whitenoise for them, after collectstatic
    MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")

# The rooms as the back office shows them: what people open most comes first.
BACK_OFFICE_ORDER = [
    "products",
    "transactions",
    "platforms",
    "integration",
    "core",
    "pricing",
    "analytics",
    "system",
    "accounts",
]

# What the first page shows: a function (request) -> list[Card].
BACK_OFFICE_FIRST_PAGE = "apps.analytics.first_page.cards"

# What a row went through: a function (row) -> soleflip.admin.history.History.
BACK_OFFICE_HISTORY = "apps.system.audit.trail.history"

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
    {  # cards and charts, see soleflip/written.py: several times faster
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # in folders jinja2/
        "OPTIONS": {"environment": "soleflip.jinja.environment"},
    },
]

# --- accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backends.RoleBackend"]
# bcrypt over SHA-256 first: plain bcrypt reads no more than 72 bytes of a password. Plain bcrypt
# stays readable for hashes taken over from the older system.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    "apps.accounts.hashers.OlderBCryptHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "apps.accounts.validators.NotTheOldPassword"},
    {"NAME": "apps.accounts.validators.NotThePublishedPassword"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 3600  # seconds that the link in the e-mail works
SESSION_COOKIE_AGE = 8 * 3600  # seconds: a working day, then people log in again
# User names and e-mails are unique whatever their case: by a unique index on lower(...), which is
# stronger than the plain one that this check looks for.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# --- web ------------------------------------------------------------------------------------------

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) + (["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG

# One proxy, such as nginx, stands before us and writes both: X-Forwarded-Proto, the scheme that the visitor used, and
# at the end of X-Forwarded-For the address. Without one a visitor could write there what they like.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

SECURE_HSTS_SECONDS = 0 if DEBUG else whole_number("SECURE_HSTS_SECONDS", default=3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True  # permits to be listed by browsers; whoever wants that has to ask them for it
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The admin is content with files of its own: no inline scripts or styles, no other host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{f"{kind}-src": ["'self'"] for kind in ("script", "style", "img", "font", "connect")},
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"

# --- e-mail ---------------------------------------------------------------------------------------

try:
    # consolemail:// prints what would be sent.
    vars().update(env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://"))
except (ImproperlyConfigured, ValueError):  # neither is repeated: there may be a password in it
    raise ImproperlyConfigured(
        "EMAIL_URL cannot be read: write it as in smtp+tls://user:password@mail.example.com:587."
    ) from None
EMAIL_TIMEOUT = 10  # seconds that a page waits for the mail server
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="soleflip@localhost")

# --- logs -----------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()  # of the site; commands say warnings
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
    raise ImproperlyConfigured(f"LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not {LOG_LEVEL!r}.")
LOG_TO_DATABASE = env.bool("LOG_TO_DATABASE", default=True)  # warnings and errors, into system.logs
LOGGING = configuration.for_commands(to_database=LOG_TO_DATABASE)  # soleflip.wsgi has that of the site

# --- health ---------------------------------------------------------------------------------------

# What /readyz asks, by the names that it shows: functions () -> str | None, a sentence when something is wrong.
READINESS_CHECKS = {
    "database": "soleflip.health.checks.database",
    "migrations": "soleflip.health.checks.migrations",
    "keys": "soleflip.encryption.fitting.keys_problem",
    "partitions": "apps.system.readiness.partitions",
    "derived tables": "apps.system.readiness.derived_tables",
}
DERIVED_TABLES_LATE = whole_number("DERIVED_TABLES_LATE", default=60)  # minutes that a change may wait to be worked off

# Whoever sends it may read /metrics, and reasons in /readyz. Empty: there is no /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    raise ImproperlyConfigured("METRICS_TOKEN can be guessed: it must have 16 characters or more.")
# What /metrics says of the business: functions () -> Iterator[Metric].
METRICS = [
    "apps.accounts.metrics.logins",
    "apps.system.metrics.work",
    "apps.products.metrics.stock",
    "apps.integration.metrics.imports_and_prices",
]
# Where run_due gets exchange rates: a file, or an https address. Empty: nowhere.
RATES_SOURCE = env.str("RATES_SOURCE", default="")

# What alerts check looks for; a file of yours may have other thresholds.
ALERT_RULES = env.str("ALERT_RULES", default="") or str(BASE_DIR / "apps/system/alerts/rules.toml")
ALERT_EMAILS = env.list("ALERT_EMAILS", default=[])
ALERT_WEBHOOK_URL = env.str("ALERT_WEBHOOK_URL", default="")
ALERT_WEBHOOK_SECRET = env.str("ALERT_WEBHOOK_SECRET", default="")
if ALERT_WEBHOOK_URL and not ALERT_WEBHOOK_URL.startswith(("https://", "http://")):  # not repeated: it may hold a key
    raise ImproperlyConfigured("ALERT_WEBHOOK_URL must begin with https:// or http://.")
# Rules that rest on other parts, by the names of functions; empty: the rule is left out.
AUDIT_CHECK = "apps.system.audit.verifying.problem"  # () -> str | None, a sentence when the chain is broken
BACKUP_NEWEST = "soleflip.backup.newest"  # () -> datetime | None, when the newest complete backup was made

# Load balancers and Prometheus ask over the local network, without https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]

# --- verify_database -----------------------------------------------------------------------------

# Rows that do as well as a seeded one: the first admin may be replaced by another, patterns of brands by better ones.
SEED_STAND_INS = {
    "auth.users": "role = 'admin' AND is_active",
    "core.brand_patterns": "true",
    "pricing.platform_fees": "true",
}

# --- backup ---------------------------------------------------------------------------------------

BACKUP_DIR = BASE_DIR / Path(env.str("BACKUP_DIR", default="") or DATA_DIR / "backups").expanduser()
# What else a manifest says: paths of functions (connection) -> dict, see soleflip/backup/additions.py.
BACKUP_MANIFEST = ["apps.system.audit.verifying.heads"]

# --- lint_migrations ------------------------------------------------------------------------------

# The last migration of each app that was written for an empty database: squawk looks at all that come after it, and at
# all of an app that is not named here.
WRITTEN_FOR_AN_EMPTY_DATABASE = {
    "core": "0004_seed",
    "accounts": "0003_seed_admin",
    "system": "0002_sql_objects",
    "products": "0002_sql_objects",
    "integration": "0002_sql_objects",
    "pricing": "0003_seed_fees",
    "platforms": "0002_sql_objects",
    "transactions": "0002_sql_objects",
    "analytics": "0002_sql_objects",
}

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
