"""A person is found by what they are called, and nobody else is."""

import json
import re
import unicodedata
from urllib.parse import quote, quote_plus

import pytest

from apps.system.privacy.rule import Names
from apps.system.privacy.words import Word, Words, guessed
from tests.support.sql import value

FOUND = [
    (Names.MAIL, "Kim@Piep.example", "write to kim@piep.example."),
    (Names.MAIL, "kim@piep.example", "<KIM@PIEP.EXAMPLE>"),
    (Names.NAME, "Kim Kanari", "kim\n  kanari called"),
    (Names.NAME, "Kim Kanari", "Kanari, Kim"),
    (Names.NAME, "Kanari, Kim", "Kim Kanari called"),
    (Names.NAME, "Kanari, Kim", "KANARI,KIM"),
    (Names.NAME, "van der Kanari, Kim", "kim van der kanari"),
    (Names.NAME, "Änne Öz", "ÄNNE ÖZ"),
    (Names.NAME, "Änne Öz", unicodedata.normalize("NFD", "von ÄNNE ÖZ")),
    (Names.NAME, unicodedata.normalize("NFD", "Änne Öz"), "von änne öz"),
    (Names.NAME, "Anna Groß", "ANNA GROSS"),
    (Names.NAME, "Anna Gross", "Anna Groß"),
    (Names.MAIL, "jose+1@perez.example", "/unsubscribe?who=jose%2B1%40perez.example&list=1"),
    (Names.MAIL, "jose@perez.example", "?to=mailto%3Ajose%40perez.example"),
    (Names.NAME, "Änne Groß", "/search?q=%C3%84nne%20Gro%C3%9F&page=2"),
    (Names.NAME, "Änne Öz", "?q=a%cc%88nne+%c3%b6z"),
    (Names.NAME, "Kim Kanari", "?to=Dear%20Kim%20Kanari%2C"),
    (Names.MAIL, "änne@öz.example", "?to=%C3%A4nne%40%C3%B6z.example"),
    (Names.NAME, 'Kim "Mac" O\'Neil', 'for Kim "Mac" O\'Neil'),
    (Names.NAME, "Kim O'Neil", "?q=Kim%20O%27Neil"),
    (Names.NAME, "Dr. Tina Titel", "ask Tina Titel"),
    (Names.NAME, "Frau Prof. Dr.-Ing. Tina Titel, MBA", "Titel, Tina"),
    (Names.NAME, "Titel, Dr. Tina", "with tina titel"),
    (Names.NAME, "Tina Titel", "Dr. Tina Titel jr."),
    (Names.NUMBER, "DE 123 456 789", "VAT DE123456789, paid"),
    (Names.NUMBER, "DE123456789", "(DE 123.456-789)"),
    (Names.NUMBER, "DE123456789", "?vat=DE%20123%20456%20789&x=1"),
    (Names.NUMBER, "12/345/67890", "1234567890\n"),
    (Names.NUMBER, "1234567890", "at 12\n345 67890"),
    (Names.PHONE, "+49 170 1234567", "0170/123 45 67"),
    (Names.PHONE, "+49 170 1234567", "0049170-1234567"),
    (Names.PHONE, "0170 1234567", "call 01701234567 now"),
    (Names.NUMBER, "A-1234567", "order a-1234567, sent"),
    (Names.ACCOUNT, "anna", "anna: exported"),
]
NOT_FOUND = [
    (Names.MAIL, "kim@piep.example", "joakim@piep.example"),
    (Names.MAIL, "kim@piep.example", "kim@piep.example.org"),
    (Names.NAME, "Kim Kanari", "Kim Kanarienvogel"),
    (Names.NAME, "Änne Öz", "?q=%C3%A4nne%20%C3%B6zil"),
    (Names.NAME, "Frau Titel", "the Titel of a book"),
    (Names.NAME, "Dr. Tina Titel", "Dr. Titelmann, Tina"),
    (Names.NUMBER, "DE123456789", "DE1234567891 XDE123456789 DE123456"),
    (Names.NUMBER, "20260501", "on 2026-05-01 or 20.26.05.01"),
    (Names.PHONE, "0170 1234567", "901701234567"),
    (Names.NUMBER, "A-1234567", "BA-1234567 A-12345678"),
    (Names.ACCOUNT, "admin", "/admin/core/ admin@piep.example"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("names", "word", "text", "is_found"),
                         [(*case, True) for case in FOUND] + [(*case, False) for case in NOT_FOUND])  # fmt: skip
def test_the_database_and_python_find_the_same(names, word, text, is_found):
    pattern = Word(word, names).pattern
    assert value("SELECT %s::text ~ %s", text, pattern) is is_found
    assert bool(re.search(pattern, text)) is is_found
    if is_found:
        written = json.dumps({"deep": [text]}, ensure_ascii=False)
        assert value("SELECT %s::jsonb::text ~ %s", written, Word(word, names).hint)
        cleaned = value("SELECT system.replace_in_json(%s::jsonb, %s, 'erased')::text", written, pattern)
        assert "erased" in cleaned


@pytest.mark.django_db
@pytest.mark.parametrize(("names", "word", "text"), FOUND)
def test_the_hint_passes_over_no_json_in_which_the_pattern_finds_the_word(names, word, text):
    """Also where the word has a comma, quotes or a line break, and where the text is a part of a URL."""
    found = 0
    for said in (word, f'{word}, and "others"', f"to\t{word}\n", text):
        for written in (said, quote(said), quote(said, safe=""), quote_plus(said)):
            if re.search(Word(word, names).pattern, written):
                found += 1
                for ascii_only in (False, True):  # the database writes letters as they are, whatever was sent
                    sent = json.dumps({"deep": [written]}, ensure_ascii=ascii_only)
                    assert value("SELECT %s::jsonb::text ~ %s", sent, Word(word, names).hint), written
    assert found >= 4


@pytest.mark.parametrize("known", ["+49 170 1234567", "0170 1234567", "+49 (0)170 1234567"])
@pytest.mark.parametrize("written", ["+49 (0)170 1234567", "+49 170 1234567", "0049 (0) 170/123 45 67", "0170-1234567"])
@pytest.mark.django_db
def test_a_phone_number_goes_as_a_whole(known, written):
    pattern = Word(known, Names.PHONE).pattern
    assert value("SELECT regexp_replace(%s, %s, '…', 'g')", f"call {written}, Kim", pattern) == "call …, Kim"
    assert re.sub(pattern, "…", f"call {written}, Kim") == "call …, Kim"


@pytest.mark.django_db
def test_json_keeps_all_that_does_not_name_the_person():
    before = '{"a": [1.10, true, null, [], {}, "Kim Kanari"], "Kim Kanari": 1701234567}'
    words = Words([Word("Kim Kanari", Names.NAME), Word("0170 1234567", Names.PHONE)])
    pattern, _ = words.patterns(with_weak=False)
    assert json.loads(value("SELECT system.replace_in_json(%s::jsonb, %s, 'x')::text", before, pattern)) == {
        "a": [1.10, True, None, [], {}, "x"],
        "x": "x",
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [("kim@piep.example", Names.MAIL), ("+49 170 1234567", Names.PHONE), ("Kim Kanari", Names.NAME),
     ("A-1234567", Names.NUMBER), ("DE 123 456 789", Names.NUMBER), ("anna", Names.ACCOUNT)],
)  # fmt: skip
def test_what_somebody_who_asks_has_written(text, names):
    assert guessed(text).names == names


def test_a_title_goes_with_the_name():
    pattern = Word("Dr. Tina Titel", Names.NAME).pattern
    assert re.sub(pattern, "…", "from Dr. Tina Titel and Tina Titel") == "from … and …"


def test_a_word_of_the_language_is_not_looked_for_everywhere():
    assert Words([Word("anna", Names.ACCOUNT), Word("Kim", Names.NAME)]).patterns(with_weak=False) is None
