"""People of each role. No password works for any of them: `manage.py changepassword demo.reader` gives one.

The admin among them is disabled, so that nobody can take him for the last active admin who must be able to log in.
"""

from apps.demo.copying import Copier
from apps.demo.plan import Plan, stamp

NO_PASSWORD = "!demo"  # noqa: S105 what begins with ! lets nobody in
# user name, role, active
PEOPLE = (
    ("demo.admin", "admin", False),
    ("demo.buyer", "user", True),
    ("demo.packer", "user", True),
    ("demo.reader", "readonly", True),
    ("demo.former", "user", False),
)
COLUMNS = "id, email, username, hashed_password, role, is_active, must_change_password, created_at, updated_at"


def copy(copier: Copier, plan: Plan) -> None:
    began = stamp(plan.months[0][0])
    rows = [
        (plan.key("auth.users", number), f"{name}@example.com", name, NO_PASSWORD, role, active, True, began, began)
        for number, (name, role, active) in enumerate(PEOPLE)
    ]
    copier.copy("auth.users", COLUMNS, rows)
