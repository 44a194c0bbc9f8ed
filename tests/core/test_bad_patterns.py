"""A pattern that cannot be used is refused where staff type it, and stops nothing where it got in by SQL."""

import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.core.models import Brand, BrandPattern
from apps.core.recognition import parsed
from apps.core.recognition.brands import BrandFinder
from apps.core.recognition.patterns import BadPattern, compiled
from apps.core.recognition.text import LONGEST

BROKEN = ["(", "[a", "*nike", "nike(?<x>", "a{99999999999999}", "(?P=x)", "nike(?i)"]
EVERYWHERE = ["nike|", "x*", ".", ".*", r"\b", r"\w+", "^", "[a-z]", r"(?=n)|\d"]
ENDLESS = [
    "(a+)+$",
    "(a*)*b",
    "(a|a)*b",
    r"(\w+\s?)+$",
    "(x+x+)+y",
    "(?:[ -]?nike)+x",
    "a?" * 40 + "a" * 40,
    ".*.*.*nike",
    "(aa?){1,50}b",
    "((a{1,20}){1,20}){1,20}b",
    "(?=(a+)+b)nike",
    "(ab|a)(bc|c)?" * 15 + "d",
]
GOOD = [r"\bnike\b", "nike.*dunk.*low", "(?:foo|bar)?baz", "(nike)+", r"(?<!michael )\bjordan\b", "(?>a+)b", "x++y"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [(pattern, "It is no regular expression: ") for pattern in BROKEN]
    + [(pattern, "It would be found in nearly every title") for pattern in EVERYWHERE]
    + [(pattern, "It could take hours on one title") for pattern in ENDLESS],
    ids=lambda value: None if " " in value else ascii(value),
)
def test_a_regex_that_cannot_be_used_is_told_in_a_sentence(pattern, said):
    with pytest.raises(BadPattern, match=said):
        compiled("regex", pattern)


@pytest.mark.parametrize("keyword", ["", " ", "-", "_ _", "...", "\N{REGISTERED SIGN}"], ids=ascii)
def test_a_keyword_has_letters(keyword):
    with pytest.raises(BadPattern, match="neither letters nor digits"):
        compiled("keyword", keyword)


@pytest.mark.parametrize("pattern", GOOD)
def test_what_people_write_is_taken(pattern):
    assert compiled("regex", pattern)


@pytest.mark.parametrize("pattern", [pattern for pattern in GOOD if ".*" not in pattern] + ["nike.*dunk.*low"])
@pytest.mark.parametrize("title", ["a" * LONGEST, "nike dunk " * 50, "foo" * 166])
def test_what_is_taken_is_quick_on_the_worst_title(pattern, title):
    began = time.process_time()
    compiled("regex", pattern).is_in(title)
    assert time.process_time() - began < 5


PIECES = [*"abn", "nike", r"\b", " ?", "(foo|bar)", "[ab]", r"\d{1,3}", "x", ".", "a?", "(?:ab)?", "dunk|low"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), st.text("abnikexfodru 1", max_size=30))
@example("nike|nikon", "nikon")
@example("(?i:NIKE)", "nike")
def test_what_a_pattern_needs_is_in_all_that_it_matches(pattern, text):
    try:
        matcher = compiled("regex", pattern)
    except BadPattern:
        return
    assert matcher.is_in(text) == bool(matcher.regex.search(text))


def test_what_a_pattern_cannot_do_without():
    assert parsed.literal(r"^(?!.*\blego\b).*\bPuma\b") == "puma"
    assert parsed.literal("nike|puma") == ""


class TestStaff:
    pytestmark = pytest.mark.django_db

    @pytest.mark.parametrize("pattern", ["(", "(a+)+$", "x*"])
    def test_the_form_says_what_is_wrong(self, admin_client, pattern):
        page = "/admin/core/brandpattern/add/"
        values = {
            "brand": Brand.objects.get(slug="nike").pk,
            "pattern_type": "regex",
            "pattern": pattern,
            "priority": 1,
        }
        response = admin_client.post(page, values)
        assert "It " in str(response.context["adminform"].errors["pattern"])
        assert not BrandPattern.objects.filter(pattern=pattern).exists()

    def test_a_keyword_may_look_like_a_broken_regex(self):
        BrandPattern(brand=Brand.objects.get(slug="nike"), pattern_type="keyword", pattern="(nike").full_clean()

    def test_a_regex_is_refused_at_its_column(self):
        with pytest.raises(ValidationError) as refused:
            BrandPattern(brand=Brand.objects.get(slug="nike"), pattern_type="regex", pattern="(nike").full_clean()
        assert list(refused.value.message_dict) == ["pattern"]

    @pytest.mark.parametrize("pattern", ["(", "(a+)+$", "x*"])
    def test_what_got_in_by_sql_is_skipped_and_named(self, pattern):
        brand = Brand.objects.get(slug="vans")
        BrandPattern.objects.create(brand=brand, pattern_type="regex", pattern=pattern, priority=1)
        finder = BrandFinder()
        assert finder.in_title("a" * 200 + " Nike Dunk") == Brand.objects.get(slug="nike").pk
        assert [pattern in sentence and "Vans" in sentence for sentence in finder.skipped] == [True]

    def test_none_of_the_seeded_is_skipped(self):
        assert BrandFinder().skipped == []


@pytest.mark.parametrize("pattern", [r"\s", r"\w\w", "[a-z]{2}", "..", "[^q]{5}", "[aeiou]."])
def test_a_pattern_that_is_found_in_nearly_every_title_is_refused(pattern):
    with pytest.raises(BadPattern, match="nearly every title"):
        compiled("regex", pattern)
