"""The rules as a table that people read."""

from itertools import groupby

from apps.system.privacy.rule import Rule, Whose
from apps.system.privacy.rules import RULES

HEAD = "| table | columns | why | law | kept | erasing |\n|---|---|---|---|---|---|"


def as_markdown() -> str:
    """A table for each kind of person; columns about which the same is said stand in one line."""
    parts = []
    for whose in Whose:
        rules = [rule for rule in RULES if rule.whose == whose]
        lines = [_line(list(some)) for _, some in groupby(rules, key=_said)]
        parts.append(f"### {whose.capitalize()}\n\n{HEAD}\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _said(rule: Rule) -> tuple[str, ...]:
    kept = f"{rule.keep.words} ({rule.keep.law})" if rule.keep.law else rule.keep.words
    table = rule.table if rule.only_where == "true" else f"{rule.table}, of individuals"
    return table, rule.purpose, rule.basis.removeprefix("GDPR "), kept, rule.erasing.in_words


def _line(rules: list[Rule]) -> str:
    table, *rest = _said(rules[0])
    return f"| {table} | {', '.join(rule.column for rule in rules)} | {' | '.join(rest)} |"
