"""manage.py gdpr_erase: erases a person, and says until when the rest has to stay."""

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, connection, transaction

from apps.system.privacy.choosing import add_person_arguments, choose
from apps.system.privacy.erasing import Erased, erase
from apps.system.privacy.meanwhile import ERASING, others_have_ended
from apps.system.privacy.people import Person, look_again
from soleflip.console import steps
from soleflip.postgres.errors import one_line
from soleflip.postgres.lock import exclusive

LOOKS = 3
OTHERS_GO_ON = (
    "Somebody else's work on the database is not finished yet, and what it writes cannot be seen before: run the same "
    "command once more when it is."
)
STILL_COMING = "Something of them is being written again and again: find out by whom, then run the same command."


class Command(BaseCommand):
    help = (
        "Erases what is held on a supplier contact, account holder, buyer or user: their rows, what is said of them in "
        "imports, notes, logs and the audit trail, and the images by which an import is taken back. Vouchers and books "
        "stay for as long as tax law asks; the command says which and until when. Asks first. What is erased is gone "
        "from this database; backups that were made before still have it. Nothing is imported meanwhile, and what "
        "others were writing at the same moment is looked through once they are done."
    )

    def add_arguments(self, parser):
        add_person_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="print the same counts, and change nothing")
        parser.add_argument(
            "--noinput", "--no-input", action="store_false", dest="interactive", help="do not ask for confirmation"
        )

    def handle(
        self, *, person: list[str], also: list[str], dry_run: bool, interactive: bool, verbosity: int, **options
    ):
        people = choose(person, also)
        for one in people:
            for remark in one.remarks:
                self.stderr.write(remark)
        if not dry_run and interactive:
            self.ask(people)
        if dry_run:
            self.erase_all(people, dry_run, verbosity)
            self.stdout.write("A dry run: nothing was changed.")
            return
        with exclusive(connection, ERASING, lambda: self.stderr.write("Waiting for an import to finish...")):
            self.erase_all(people, dry_run, verbosity)
            self.look_again(people, person)

    def erase_all(self, people: list[Person], dry_run: bool, verbosity: int) -> None:
        """All of them or nobody."""
        try:
            with transaction.atomic():
                for one in people:
                    self.erase(one, dry_run, verbosity)
        except IntegrityError as error:
            raise CommandError(f"Nothing was erased. {one_line(error)}") from None

    def look_again(self, people: list[Person], given: list[str]) -> None:
        """Erase what others have written meanwhile. Says so where more may come."""
        have_ended = others_have_ended()
        for _ in range(LOOKS):
            number = 0
            for one in people:
                look_again(one, given)
                number += erase(one, again=True).counts.total()
            if not number:
                break
            self.stdout.write(f"Written by others meanwhile: {number:,} more erased.")
        else:
            self.stderr.write(STILL_COMING)
        if not have_ended:
            self.stderr.write(OTHERS_GO_ON)

    def erase(self, person: Person, dry_run: bool, verbosity: int) -> None:
        with steps("Erasing", quiet=not verbosity) as progress:
            erased = erase(person, dry_run=dry_run, step=progress.step)
        self.stdout.write(f"{person.whose} {person.id or person.called}")
        for line in _lines(erased, dry_run):
            self.stdout.write(f"  {line}")

    def ask(self, people: list[Person]) -> None:
        """Raise CommandError unless somebody types yes."""
        self.stdout.write("To be erased, for good:")
        for person in people:
            self.stdout.write(f"  {person}")
        try:
            answer = input("Type yes to go on: ")
        except EOFError:
            raise CommandError("Nobody was there to ask: say --noinput to do without. Nothing was erased.") from None
        if answer.strip() != "yes":
            raise CommandError("That is not yes. Nothing was erased.")


def _lines(erased: Erased, dry_run: bool) -> list[str]:
    if not erased.is_any and not erased.staying:
        return ["nothing to erase: nothing is held any more."]
    done = "would be erased" if dry_run else "erased"
    lines = [f"{place}: {number:,} {done}" for place, number in sorted(erased.counts.items()) if number]
    lines += [f"{one}." for one in erased.staying]
    if erased.counts["integration.import_changes.images"]:
        lines.append("Taking back an import that changed these rows leaves them: they were changed since.")
    return lines
