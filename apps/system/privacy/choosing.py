"""Which person a command is about: no more than one for each word that was given."""

from django.core.management.base import CommandError

from apps.system.privacy.people import Person, drop_shared_names, find, is_uuid


def add_person_arguments(parser) -> None:
    parser.add_argument(
        "person",
        nargs="+",
        metavar="PERSON",
        help="an e-mail address, the id of a row, a name, the number of a sale; several where one human being is "
        "several of them to us",
    )
    parser.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="WORDS",
        help="another name, address or number by which the person is looked for everywhere; can be repeated",
    )


def choose(given: list[str], also: list[str]) -> list[Person]:
    """The people who are meant. Raises CommandError where one of them is nobody, or may be several."""
    chosen: dict[tuple, Person] = {}
    for text in given:
        found = find(text, also)
        if not found:
            hint = "" if is_uuid(text) else " A single word finds only what is a name or number by itself: try the id."
            raise CommandError(f"Nobody is found by {text!r}.{hint}")
        if len(found) > 1:
            people = "".join(f"\n  {person}" for person in found)
            raise CommandError(
                f"{text!r} may be {len(found)} people. Say which one by its id, or give the ids of all if they are one "
                f"human being:{people}"
            )
        chosen[found[0].whose, found[0].id or text] = found[0]
    drop_shared_names(list(chosen.values()))
    return list(chosen.values())
