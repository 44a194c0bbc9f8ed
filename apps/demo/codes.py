"""Codes that no real shoe has."""

IN_STORE = "29"  # GS1 gives the prefixes 20 to 29 to nobody: they are for use within a shop


def ean(number: int) -> str:
    """An EAN-13 with the right check digit. Source: GS1 General Specifications, section 7.9."""
    digits = f"{IN_STORE}{number:010d}"
    odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return f"{digits}{-(odd + 3 * even) % 10}"


def style_code(number: int) -> str:
    """A style code in the form of SF0017-104."""
    return f"SF{number // 10:04d}-{100 + number % 10}"
