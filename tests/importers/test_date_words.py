"""Dates in every form in which bibliographies write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.date_words import date_parts, partial_date


@pytest.mark.parametrize(
    ("text", "known"),
    [
        *[(text, "1998") for text in ("[1998]", "c1998", "©1998", "1998~", "1998/1999", "1998–99", "1998--1999")],
        *[(text, "1850") for text in ("c. 1850", "ca. 1850", "circa 1850", "1850?", "um 1850", "vers 1850", "1850-")],
        *[(text, "2009-05") for text in ("May 2009", "2009 May-Jun", "mai 2009", "Maggio 2009", "05/2009", "2009-05?")],
        *[(text, "2009-05-19") for text in ("19 May 2009", "May 19, 2009", "2009 May 19", "May 19-21, 2009")],
        *[(text, "2009-05-19") for text in ("19. Mai 2009", "19 de mayo de 2009", "19 de maio de 2009", "19 mai 2009")],
        *[(text, "2009-05-19") for text in ("19/05/2009", "05/19/2009", "19.5.2009", "2009/05/19", "20090519")],
        *[(text, "2009-05-19") for text in ("2009-05-19T10:00:00Z", "２００９年５月１９日", "Tue, 19 May 2009")],
        ("1er juin\u00a02020", "2020-06-01"),
        ("28 May - 2 June 2009", "2009-05-28"),
        ("Dec 2019-Jan 2020", "2019-12"),
        ("Dec/Jan 2020", "2020"),
        ("NOV-DEC 2006", "2006-11"),
        ("05/03/2020", "2020"),
        ("Spring 2020", "2020"),
        ("Winter 2019/2020", "2019"),
        ("2001/02", "2001"),
        ("2001-02", "2001-02"),
        ("2020///", "2020"),
        ("1914-1918", "1914"),
        ("2020-02-30", "2020-02"),
        ("2009-13-01", "2009"),
        ("800", "0800"),
        ("AD 800", "0800"),
        ("n.d.", ""),
        ("[s.d.]", ""),
        ("", ""),
    ],
)
def test_a_date_is_known_as_far_as_it_is_stated(text: str, known: str) -> None:
    assert partial_date(text) == known


@pytest.mark.parametrize(
    "text",
    [
        *("in press", "to appear", "19XX", "199u", "19--", "199-?", "1990s", "44 BC", "-0044", "100 B.C.E.", "MMIX"),
        *("before 1850", "after 1998-05", "between 1850 and 1860", "19th century", "1234567", "99", "/2009", "../2009"),
    ],
)
def test_what_states_no_year_is_handed_on_to_be_refused(text: str) -> None:
    assert partial_date(text) == text


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        (("2006", "NOV-DEC"), "2006-11"),
        (("2006", "10~jan"), "2006-01-10"),
        (("2006", "dec/jan"), "2006"),
        (("2006", "Sept."), "2006-09"),
        (("2006", "3", "9"), "2006-03-09"),
        (("2006", "feb", "30"), "2006-02"),
        (("2006", "13"), "2006"),
        (("2006-05", "7"), "2006-05"),
        (("", "May 2009"), "2009-05"),
        (("", "May"), ""),
    ],
)
def test_a_month_and_a_day_of_their_own_are_joined(parts: tuple[str, ...], known: str) -> None:
    assert partial_date(*parts) == known


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d.%m.%Y"]))
def test_a_whole_date_is_found_in_every_order(day: date, form: str) -> None:
    assert partial_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=30) | st.from_regex(r"[0-9 ./a-zA-Z?~-]{0,20}", fullmatch=True))
def test_a_year_is_never_invented(text: str) -> None:
    found = partial_date(text)
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", found, re.ASCII) and not text.isspace():
        digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
        assert found[:4].lstrip("0") in digits or found[:4] in digits


@pytest.mark.parametrize(
    ("given_date", "known"),
    [
        ({"date-parts": [[2024, 1, 28]]}, "2024-01-28"),
        ({"date-parts": [[800]]}, "0800"),
        ({"date-parts": [["2024", "5"]]}, "2024-05"),
        ({"date-parts": [[-44]]}, "-44"),
        ({"raw": "May 3, 2020"}, "2020-05-03"),
        ("2020", "2020"),
        ({}, ""),
        (None, ""),
    ],
)
def test_dates_of_csl_are_read(given_date: object, known: str) -> None:
    assert date_parts(given_date) == known
