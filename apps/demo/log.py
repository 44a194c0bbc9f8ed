"""Lines of the application log."""

from collections.abc import Iterator

from apps.demo.copying import Copier
from apps.demo.plan import DAY, Plan, stamp

COLUMNS = "id, level, component, message, created_at"
LINES = (
    ("INFO", "import", "The feed of Sohlenwerk has not changed."),
    ("INFO", "match", "12 offers were linked by their GTIN."),
    ("WARNING", "import", "3 rows were refused: see the import."),
    ("INFO", "rates", "The exchange rates of the day are there."),
    ("ERROR", "enrichment", "The marketplace answered 429 and is asked again in an hour."),
    ("DEBUG", "enrichment", "Asked for 40 products."),
)
HOURS = 400  # a line every third


def copy(copier: Copier, plan: Plan) -> None:
    copier.copy("system.logs", COLUMNS, _rows(plan))


def _rows(plan: Plan) -> Iterator[tuple]:
    for number in range(HOURS):
        level, component, message = LINES[number * 7 % 5 if number % 11 else 5]
        at = plan.now - (number * DAY // 8) - 1
        yield plan.key("system.logs", number), level, component, message, stamp(at)
