"""The lists of the back office: of each its first and its deepest page."""

import html
import re
import statistics
from collections.abc import Iterator

from back_office import ask, client

from scale.case import Case, Result
from scale.targets import AtMost
from scale.units import SECONDS


class AdminLists(Case):
    name = "admin-lists"
    about = "any admin list, first and deepest page"
    targets = (AtMost(0.150, SECONDS), AtMost(8, "", "queries"))

    def measure(self, rounds: int) -> Result:
        """Each page so many times after a first that fills the caches; ours is the slowest page, round by round."""
        browser = client()
        pages = list(self.pages(browser))
        times: dict[str, list[float]] = {page: [] for page in pages}
        queries = {page: ask(browser, page)[1] for page in pages}
        for _ in range(rounds):
            for page in pages:
                seconds, _ = ask(browser, page)
                times[page].append(seconds)
        medians = sorted(((statistics.median(taken), page) for page, taken in times.items()), reverse=True)
        slowest = medians[0][1]
        self.counts |= {"pages": len(pages), "queries": max(queries.values())}
        self.counts["pages above the limit"] = sum(seconds > self.targets[0].limit for seconds, _ in medians)
        self.notes.append("Slowest: " + ", ".join(f"{_short(page)} {time * 1000:.0f} ms" for time, page in medians[:5]))
        if many := [_short(page) for page, number in queries.items() if number > self.targets[1].limit]:
            self.notes.append("More than 8 queries: " + ", ".join(many))
        return Result(self.name, self.about, self.unit, {"ours": times[slowest]}, self.counts, self.notes, self.targets)

    def pages(self, browser) -> Iterator[str]:
        """The addresses: the first page of each list, the last one, and the one before the last."""
        from django.contrib import admin
        from django.urls import reverse

        for model, page in admin.site._registry.items():
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            yield address
            if getattr(page, "large", False):
                deepest = f"{address}?_last=1"
                yield deepest
                if link := re.search(r'href="([^"]+)" rel="prev"', browser.get(deepest).content.decode()):
                    yield address + html.unescape(link[1])
            else:
                yield from self.last_by_number(browser, address)

    def last_by_number(self, browser, address: str) -> Iterator[str]:
        numbers = [int(number) for number in re.findall(r'href="\?p=(\d+)"', browser.get(address).content.decode())]
        if numbers:
            yield f"{address}?p={max(numbers)}"


def _short(address: str) -> str:
    return re.sub(r"=.{40,}", "=...", address.removeprefix("/admin"))  # a place in a list is a long key
