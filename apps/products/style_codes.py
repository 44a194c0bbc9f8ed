"""Style codes, the makers' own: every shop spells them in another way, and they are compared in one."""

import re

JOINT = "/"  # between several codes of one style
DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"  # with the soft hyphen and the minus
SEPARATORS = rf"[\s._{re.escape(DASHES)}]+"
BETWEEN = re.compile(rf"(?<=[^\W_]){SEPARATORS}(?=[^\W_])")
USUAL = re.compile(r"(?=.*[0-9])[A-Z0-9]+(-[A-Z0-9]+)*")
OUTSIDE = re.compile(rf"^{SEPARATORS}|{SEPARATORS}$")


def normalised(code: str) -> str:
    """Upper case, with one dash where letters and digits are parted: "dz5485 612" is "DZ5485-612".

    Several codes stay joined by "/". Whatever else stands in a code is kept; without a letter or digit it is "".
    """
    return JOINT.join(codes(code))


def codes(style_code: str) -> list[str]:
    """The codes of a style, each normalised: "DM7866 200 / dm7866.202" has two."""
    parts = (BETWEEN.sub("-", OUTSIDE.sub("", part.upper())) for part in style_code.split(JOINT))
    return [part for part in parts if any(letter.isalnum() for letter in part)]


def is_odd(style_code: str) -> bool:
    """Whether a normalised code is like no maker's: letters, digits and dashes, a digit among them. Only a warning."""
    return not all(USUAL.fullmatch(code) for code in style_code.split(JOINT))
