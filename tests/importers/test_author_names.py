"""Names of people and organisations, as cells and fields hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.author_names import (
    first_name_first,
    names_and_omitted,
    people,
    person,
    person_name,
    split_names,
    unlikely,
)
from livingsurvey.model.names import Name
from livingsurvey.model.publication import Publication

LIND, BERG, ROE = Name("Lind", "Eva"), Name("Berg", "Tom"), Name("Roe", "Max")


@pytest.mark.parametrize(
    "text",
    [
        "Lind, Eva; Berg, Tom; Roe, Max",
        "Eva Lind; Tom Berg; Max Roe",
        "Eva Lind, Tom Berg, Max Roe",
        "Eva Lind, Tom Berg, and Max Roe",
        "Eva Lind, Tom Berg & Max Roe",
        "Lind, Eva and Berg, Tom and Roe, Max",
        r"Lind, Eva \& Berg, Tom \& Roe, Max",
        "Lind, Eva, Berg, Tom and Roe, Max",
        "Eva Lind\nTom Berg\r\nMax Roe\n",
    ],
)
def test_people_are_told_apart_however_they_are_separated(text: str) -> None:
    assert names_and_omitted(text) == ([LIND, BERG, ROE], "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lind E, Berg T, Roe MA", ["E Lind", "T Berg", "M A Roe"]),
        ("Lind E., Berg T., Roe M.A.", ["E. Lind", "T. Berg", "M.A. Roe"]),
        ("Lind, E., Berg, T. and Roe, M. A.", ["E. Lind", "T. Berg", "M. A. Roe"]),
        ("Lind, E., & Berg, T.", ["E. Lind", "T. Berg"]),
        ("van Dyk T, Smith AB Jr", ["T van Dyk", "A B Smith Jr"]),
        ("Yi MA; Wei LI", ["Yi MA", "Wei LI"]),
        ("Lind, Eva", ["Eva Lind"]),
        ("de la Cruz, Maria Jose", ["Maria Jose de la Cruz"]),
        ("李, 泽东; 王 小明", ["李泽东", "王小明"]),
        ("Eva Lind and ATLAS Collaboration", ["Eva Lind", "ATLAS Collaboration"]),
        ("Barnes & Noble, Inc.", ["Barnes & Noble, Inc."]),
        ("National Institute of Standards and Technology", ["National Institute of Standards and Technology"]),
        ("Collaboration, ATLAS", ["ATLAS Collaboration"]),
        (" ;; ", []),
    ],
)
def test_each_name_of_a_cell_is_shown_as_people_say_it(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "omitted"),
    [
        *[
            (f"Lind, Eva{end}", "some")
            for end in ("; et al.", " and others", "; u.a.", "; ...", " et al", " and et al.")
        ],
        ("Lind, Eva and 35 others", "35"),
        ("Lind, Eva", ""),
    ],
)
def test_a_list_that_is_cut_short_keeps_who_is_named_and_says_so(text: str, omitted: str) -> None:
    assert names_and_omitted(text) == ([LIND], omitted)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lind, Eva, Jr.", "Eva Lind Jr."),
        ("Lind, Jr., Eva", "Eva Lind Jr."),
        ("von der Berg, Tom", "Tom von der Berg"),
        ("Berg, Tom von der", "Tom von der Berg"),
        ("ibn Sina, Abu Ali", "Abu Ali ibn Sina"),
        ("Acme, Inc.", "Acme, Inc."),
        ("Plato", "Plato"),
        ("", ""),
    ],
)
def test_a_name_with_its_family_first_is_turned_round(text: str, shown: str) -> None:
    assert first_name_first(text) == shown


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ({"family": "Berg", "given": "Tom", "non-dropping-particle": "von"}, Name("Berg", "Tom", "von")),
        ({"family": "Lind", "given": "Eva", "suffix": "Jr."}, Name("Lind", "Eva", "", "Jr.")),
        ({"literal": "World Health Organization"}, Name("World Health Organization")),
        ({"given": "Plato"}, Name("Plato")),
        ("Lind, Eva", LIND),
        ({"family": 3}, None),
        (" ", None),
        (None, None),
    ],
)
def test_names_in_parts_are_put_together(stated: object, name: Name | None) -> None:
    assert person_name(stated) == name
    assert person(stated) == (name.shown if name else "")


def test_what_is_hardly_one_name_is_told() -> None:
    names = [
        LIND,
        Name("Lind; Berg"),
        Name("H1 Collaboration"),
        Name("One & Two"),
        Name("a b c d e f g"),
        Name("x@y"),
    ]
    assert unlikely(names) == ["Lind; Berg", "One & Two", "a b c d e f g", "x@y"]


_PART = st.text(st.characters(codec="utf-8", categories=("L", "M", "P", "Zs")), max_size=12)


@given(st.builds(Name, _PART, _PART, _PART, _PART))
def test_the_parts_of_a_name_are_found_again_from_the_name_as_shown(name: Name) -> None:
    shown, parts = people([name])
    for text in shown:
        found = Publication.model_validate({"names": parts}).name_of(text)
        assert people([found]) == (shown, parts)
        if name.family.strip():
            assert [" ".join(part.split()) for part in (found.family, found.given, found.particle, found.suffix)] == [
                " ".join(part.split()) for part in (name.family, name.given, name.particle, name.suffix)
            ]


@given(st.text(max_size=60))
def test_any_cell_is_read_without_an_error(text: str) -> None:
    names, omitted = names_and_omitted(text)
    assert all(name.shown for name in names)
    assert omitted in ("", "some") or omitted.isdecimal()
