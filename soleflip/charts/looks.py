"""How series differ: by colour, and for whom colours say nothing by marker, dashes and hatching too."""

from dataclasses import dataclass

# Markers around their middle, about 8 pixels wide.
SHAPES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",  # circle
    "M-3.5 -3.5h7v7h-7z",  # square
    "M0 -4.5L4.5 3.5H-4.5z",  # triangle
    "M0 -5L5 0L0 5L-5 0z",  # diamond
    "M0 4.5L4.5 -3.5H-4.5z",  # triangle on its tip
    "M-4 -1.5h2.5v-2.5h3v2.5h2.5v3h-2.5v2.5h-3v-2.5h-2.5z",  # cross
)
# Lines in a tile of 6 by 6 pixels. The stylesheet fills the first; the second is hollow.
HATCHES = ("", "", "M-1 7L7 -1M-1 1L1 -1M5 7L7 5", "M3 3h0.01", "M0 3H6", "M0 3H6M3 0V6")
BAND_HATCHES = ("M-1 7L7 -1M-1 1L1 -1M5 7L7 5", "M-1 -1L7 7M-1 5L1 7M5 -1L7 1", "M3 3h0.01")


@dataclass(frozen=True)
class Look:
    """What a thing looks like. css is its class in the stylesheet, for colour and dashes."""

    css: str
    pattern: str  # the end of the id of its hatching
    hatch: str
    shape: str = ""


def look(place: int) -> Look:
    """The look of the series at a place, from 0; from the seventh on they begin anew."""
    place %= len(SHAPES)
    name = f"series-{place + 1}"
    return Look(name, name, HATCHES[place], SHAPES[place])


def band_look(place: int) -> Look:
    """The look of what is shaded: all in one colour, hatched differently."""
    place %= len(BAND_HATCHES)
    return Look("band", f"band-{place + 1}", BAND_HATCHES[place])
