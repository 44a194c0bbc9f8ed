"""How what was measured is written for people."""

SECONDS, BYTES = "seconds", "bytes"


def shown(value: float, unit: str) -> str:
    """A time, a size or a count, with two or three digits: 0.4 ms, 12 ms, 1.53 s, 231 MB, 100,000."""
    if unit == SECONDS:
        return _time(value)
    if unit == BYTES:
        return f"{value / (1 << 20):,.0f} MB" if value >= 10 << 20 else f"{value / (1 << 20):.1f} MB"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:,.1f} s" if seconds < 100 else f"{seconds:,.0f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"
