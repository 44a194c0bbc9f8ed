"""What can be imported: each room names its kinds of files here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.integration.models.import_batch import ImportSource
from soleflip.intake.layout import Layout

if TYPE_CHECKING:
    from apps.integration.imports.run import Run

KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """A kind of file. `land(run)` reads the rows of the run's file and writes them."""

    name: str  # as in import_awin
    title: str  # for people
    source: ImportSource
    layout: Layout
    land: Callable[["Run"], None]
    writes: tuple[str, ...] = ()  # models whose rows are added and changed
    about: str = ""  # a sentence for whoever is about to choose a file


def register(kind: Kind) -> Kind:
    """Offer the kind to commands and pages."""
    KINDS[kind.name] = kind
    return kind
