"""Trade item numbers: EAN-13 and its relatives."""

LENGTHS = (8, 12, 13, 14)


def is_gtin(text: str) -> bool:
    """Whether it is a GTIN-8, -12 (UPC), -13 (EAN) or -14 with the right check digit.

    Source: GS1 General Specifications, section 7.9.
    """
    if not (text.isascii() and text.isdigit() and len(text) in LENGTHS):
        return False
    weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(text)))
    return sum(weighted) % 10 == 0
