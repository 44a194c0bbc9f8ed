"""What the roles are called."""

OWNER, APP, READONLY = ROLES = ("soleflip_owner", "soleflip_app", "soleflip_readonly")
FILE = "roles/roles.v1.sql"  # in settings.SQL_DIR
