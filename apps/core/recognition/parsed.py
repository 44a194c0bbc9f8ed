"""What can be told of a regular expression without running it: how long it may take, and what it cannot do without.

Python's matcher cannot be stopped once it runs: `(a+)+$` would hold up an import for years.
"""

# The parser of `re` itself: private, yet the same in all versions that we run on, and no other reads all that re reads.
from re import _constants as kind
from re import _parser

from apps.core.recognition.text import LONGEST

REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT)
LOOKS = (kind.ASSERT, kind.ASSERT_NOT)
MOST = 2 * LONGEST**3  # about a second for one title at worst: two times .* with something between them
ENDLESS = MOST + 1


def cost(pattern: str) -> int:
    """The ways of matching to be tried before it gives up on the longest title; ENDLESS if there are more than MOST.

    Raises what re.compile raises.
    """
    return min(_ways(_parser.parse(pattern)) * LONGEST, ENDLESS)


def literal(pattern: str) -> str:
    """Letters that stand, in lower case, in every text in which the pattern is found; maybe none."""
    runs = [""]
    for operator, argument in _parser.parse(pattern):
        if operator is kind.LITERAL and chr(argument).isascii():
            runs[-1] += chr(argument).lower()
        else:
            runs.append("")
    return max(runs, key=len)


def _ways(parts) -> int:
    """Ways through a sequence: those of its parts multiply. What only looks ahead is left at its first success."""
    ways, looks = 1, 0
    for part in parts:
        operator, argument = part
        if operator in LOOKS:
            looks += _ways(argument[1])
        else:
            ways = min(ways * _ways_of(operator, argument), ENDLESS)
    return min(ways + looks, ENDLESS)


def _ways_of(operator, argument) -> int:
    if operator in REPEATS:
        return _ways_of_repeat(*argument)
    if operator == kind.POSSESSIVE_REPEAT:
        return _ways(argument[2])
    if operator == kind.SUBPATTERN:
        return _ways(argument[3])
    if operator == kind.ATOMIC_GROUP:
        return _ways(argument)
    if operator == kind.BRANCH:
        return sum(map(_ways, argument[1]))
    if operator == kind.GROUPREF_EXISTS:
        return sum(_ways(branch) for branch in argument[1:] if branch)
    return 1


def _ways_of_repeat(least: int, most: int, body) -> int:
    least, most = min(least, LONGEST), min(most, LONGEST)
    once = _ways(body)
    if once == 1:
        return most - least + 1
    ways, power = 0, 1
    for times in range(most + 1):
        ways += power if times >= least else 0
        power *= once
        if power > ENDLESS:
            return ENDLESS if times < most else min(ways, ENDLESS)
    return min(ways, ENDLESS)
