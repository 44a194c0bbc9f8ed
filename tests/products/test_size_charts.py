"""Every published size goes there and back or says that it is ambiguous, and nothing else has an answer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.products.size_charts.answers import EU_RULE, Ambiguous, NotInChart, answer, converted, standardized
from apps.products.size_charts.numbers import eu_size, half_size, written
from apps.products.size_charts.published import CHARTS
from tests.products.published_sizes import charts

D = Decimal
PUBLISHED = charts()
SCALES = ("US", "UK", "EU")
HALVES = [D(number) / 2 for number in range(1, 51)]
NUMBERS = [written(size) for size in HALVES]
EU_LABELS = [written(D(whole) + D(part)) for whole in range(15, 56) for part in ("0", "0.33", "0.5", "0.67")]


def same_lines(brand, gender, scale, size) -> list:
    return [line for line in PUBLISHED.get((brand, gender), []) if line[scale] == size]


def cells(brand, gender) -> list[tuple[int, str, list]]:
    """Each label of a chart: its scale, how it is written, and the published lines in which it stands."""
    labels = {
        (scale, line[scale]) for line in PUBLISHED[brand, gender] for scale in range(3) if line[scale] is not None
    }
    return [(scale, written(size), same_lines(brand, gender, scale, size)) for scale, size in labels]


def outcome(brand, gender, label, scale, other) -> tuple[str, ...]:
    """What the label may be in another scale; nothing where the chart does not say it."""
    try:
        return (converted(brand, gender, label, SCALES[scale], SCALES[other]),)
    except NotInChart:
        return ()
    except Ambiguous as error:
        sentence = str(error)
        return tuple(one for one in error.labels if f"{SCALES[other]} {one}" in sentence)


@pytest.mark.parametrize(("brand", "gender"), PUBLISHED)
def test_every_published_size_goes_there_and_back_or_says_that_it_is_ambiguous(brand, gender):
    for scale, label, lines in cells(brand, gender):
        for other in range(3):
            meant = {line[other] for line in lines}
            there = outcome(brand, gender, label, scale, other)
            assert there == (() if None in meant else tuple(map(written, sorted(meant)))), (label, SCALES[scale])
            for one in there:
                assert label in outcome(brand, gender, one, other, scale)


@pytest.mark.parametrize(("brand", "gender"), PUBLISHED)
def test_a_published_size_has_the_eu_size_that_is_published(brand, gender):
    for scale, label, lines in cells(brand, gender):
        meant = {line[2] for line in lines}
        assert standardized(brand, gender, SCALES[scale], label) == (meant.pop() if len(meant) == 1 else None)


@pytest.mark.parametrize("brand", [*sorted({brand for brand, _ in PUBLISHED}), "jordan", "reebok", "", None])
def test_no_size_is_answered_that_the_charts_do_not_give(brand):
    """All brands, genders, regions and numbers that there are."""
    for gender in ("men", "women", "youth", "infant", "unisex", None):
        for region, labels in (
            ("US", NUMBERS),
            ("UK", NUMBERS),
            ("JP", NUMBERS),
            ("INT", ["M", "9"]),
            ("unknown", NUMBERS),
        ):
            for label in labels:
                meant = set()
                if region in SCALES:
                    meant = {line[2] for line in same_lines(brand, gender, SCALES.index(region), D(label))}
                expected = meant.pop() if len(meant) == 1 else None
                assert standardized(brand, gender, region, label) == expected, (gender, region, label)


@given(
    st.sampled_from([None, "nike", "adidas", "puma", "reebok"]),
    st.sampled_from(["men", "women", "youth", "infant", "unisex", None]),
    st.sampled_from(["US", "UK", "JP", "CM", "KR", "ONE", "INT", "unknown", "nonsense"]),
    st.text(max_size=8) | st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,3})?[WYC]?", fullmatch=True),
)
def test_a_label_that_is_no_published_number_has_no_answer(brand, gender, region, value):
    if half_size(value) is None:
        assert standardized(brand, gender, region, value) is None
        with pytest.raises(NotInChart):
            converted(brand, gender, value, region, "EU")


def test_the_charts_are_the_published_ones_and_no_others():
    ours = {(chart.slug, chart.gender.value): [tuple(line) for line in chart.lines] for chart in CHARTS}
    assert ours == PUBLISHED
    assert all(chart.source and chart.date for chart in CHARTS)


def test_the_sizes_that_everybody_knows():
    assert standardized("nike", "men", "US", "9") == D("42.5")
    assert standardized("nike", "women", "US", "9") == D("40.5")
    assert [standardized("adidas", "men", "UK", uk) for uk in ("4", "7", "8", "10.5", "14.5")] == [
        D("36.67"),
        D("40.67"),
        D("42"),
        D("45.33"),
        D("50.67"),
    ]
    assert converted("adidas", "women", "7", "UK", "EU") == "40 2/3"
    assert converted("adidas", "men", "40.7", "EU", "UK") == "7"
    assert standardized("new-balance", "women", "US", "9") == D("40.5")
    assert standardized("new-balance", "women", "US", "8.5") is None
    assert converted("converse", "men", "9", "US", "UK") == "9"


def test_uk_6_of_nike_stands_for_two():
    for gender in ("men", "youth"):
        assert standardized("nike", gender, "UK", "6") is None
        with pytest.raises(Ambiguous, match=f"UK 6 {gender}: the chart of Nike has US 6.5 and US 7 for it"):
            converted("nike", gender, "6", "UK", "US")


@pytest.mark.parametrize(
    ("chart", "gender", "value", "sentence"),
    [
        ("nike", "men", "14", "US 14 men: the chart of Nike does not say what that is in EU."),
        ("asics", "men", "9", "US 9 men: the chart of Asics does not say what that is in EU."),
        ("reebok", "men", "9", "US 9 men: no chart of ours says what that is in EU."),
        (None, None, "9", "US 9 of an unknown gender: no chart of ours says what that is in EU."),
    ],
)
def test_what_is_not_in_a_chart_is_said_in_a_sentence(chart, gender, value, sentence):
    with pytest.raises(NotInChart) as caught:
        converted(chart, gender, value, "US", "EU")
    assert str(caught.value) == sentence


@pytest.mark.parametrize("brand", [None, "nike", "adidas", "reebok"])
def test_an_eu_size_is_its_own_value_for_every_brand(brand):
    for label in EU_LABELS:
        assert standardized(brand, None, "EU", label) == eu_size(label)


@pytest.mark.parametrize(
    ("label", "size"),
    [
        *(
            (label, "40.67")
            for label in ("40 2/3", "40.7", "40,7", "40.67", "40.66", "40.667", "40.6667", "40⅔", " 40 ⅔ ")
        ),
        *((label, "45.33") for label in ("45 1/3", "45.3", "45,3", "45.33", "45.333", "45⅓")),
        *((label, "42.5") for label in ("42.5", "42,5", "42.50", "42½", "42 1/2")),
        *((label, "42") for label in ("42", "42.0", "42,00")),
    ],
)
def test_spellings_of_an_eu_size(label, size):
    assert eu_size(label) == D(size)
    assert eu_size(written(D(size))) == D(size)


@pytest.mark.parametrize(
    "label",
    ["", "42.25", "42.", ".5", "042", "42 3/4", "14.5", "56.5", "420", "42/43", "-42", "٤٢", "4e1", "42.6", "NaN"],
)
def test_what_is_no_eu_size(label):
    assert eu_size(label) is None


@pytest.mark.parametrize("size", HALVES)
def test_a_written_size_is_read_again(size):
    assert half_size(written(size)) == size


def test_an_answer_has_its_source():
    known = answer("nike", "men", "US", "9")
    assert (known.standardized_value, known.chart_source, known.chart_date) == (
        D("42.5"),
        CHARTS[0].source,
        CHARTS[0].date,
    )
    assert answer("nike", "men", "UK", "6") == (None, CHARTS[0].source, CHARTS[0].date)
    assert answer("nike", "men", "US", "14") == (None, None, None)
    assert answer(None, None, "EU", "42").chart_source == EU_RULE


def test_every_source_fits_its_column():
    assert max(len(text) for text in (EU_RULE, *(chart.source for chart in CHARTS))) <= 200
