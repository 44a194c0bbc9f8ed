"""Trade item numbers: EAN-13 and its relatives."""

LENGTHS = (8, 12, 13, 14)
ZERO = ord("0")


def is_gtin(text: str) -> bool:
    """Whether it is a GTIN-8, -12 (UPC), -13 (EAN) or -14 with the right check digit.

    Source: GS1 General Specifications, section 7.9.
    """
    if not (text.isascii() and text.isdigit() and len(text) in LENGTHS):
        return False
    digits = text.encode()
    weighted = sum(digits[-1::-2]) + 3 * sum(digits[-2::-2])
    return (weighted - ZERO * (len(digits[-1::-2]) + 3 * len(digits[-2::-2]))) % 10 == 0
