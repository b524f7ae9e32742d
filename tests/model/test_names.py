"""Names: taken apart where that is certain, else whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model import Survey
from livingsurvey.model.names import Name, parse_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lovelace", Name("Lovelace", "Ada")),
        ("Andrew M. Dai", Name("Dai", "Andrew M.")),
        ("dahai li", Name("li", "dahai")),
        ("Herbert van de Sompel", Name("Sompel", "Herbert", "van de")),
        ("Cyprien de Masson D'autume", Name("Masson D'autume", "Cyprien", "de")),
        ("Guy Van den Broeck", Name("Van den Broeck", "Guy")),
        ("Thibault Le Sellier de Chezelles", Name("Le Sellier de Chezelles", "Thibault")),
        ("Luciano Del Corro", Name("Del Corro", "Luciano")),
        ("Quoc V. Le", Name("Le", "Quoc V.")),
        ("Tuan Van Pham", Name("Pham", "Tuan Van")),
        ("De Wang", Name("Wang", "De")),
        ("van Gogh", Name("Gogh", "", "van")),
        ("John Smith Jr.", Name("Smith", "John", "", "Jr.")),
        ("Martin King III", Name("King", "Martin", "", "III")),
        ("de Freitas, Nando", Name("Freitas", "Nando", "de")),
        ("Smith, Jr., John", Name("Smith", "John", "", "Jr.")),
        ("van Smith, John A Jr", Name("Smith", "John A", "van", "Jr")),
        ("Smith, A B 3rd", Name("Smith", "A B", "", "3rd")),
        ("Smith, Jr", Name("Smith", "", "", "Jr")),
        ("Smith, John, Jr.", Name("Smith", "John", "", "Jr.")),
        ("John Smith, Jr.", Name("Smith", "John", "", "Jr.")),
        ("  Ada \t Lovelace ", Name("Lovelace", "Ada")),
    ],
)
def test_a_persons_name_is_taken_apart(text: str, name: Name) -> None:
    assert parse_name(text) == name
    assert not name.is_whole


@pytest.mark.parametrize(
    "text",
    [
        *("Kimi Team", "OpenAI Dota Team", "Plato", "Acme, Inc.", "University of Basel", "The Llama Authors"),
        *("Barnes and Noble", "A, B, C, D", "Smith,", "AT&T", "BigScience Workshop 2022", "Jr. aNd Sons", "AND Me", ""),
    ],
)
def test_what_is_no_persons_name_or_uncertain_stays_whole(text: str) -> None:
    assert parse_name(text) == Name(text)
    assert parse_name(text).is_whole


@given(st.text(max_size=40))
def test_no_part_holds_a_comma_beside_others_or_a_line_break(text: str) -> None:
    name = parse_name(text)
    parts = (name.family, name.given, name.particle, name.suffix)
    assert not any("\n" in part or "\r" in part for part in parts)
    assert name.is_whole or not any("," in part for part in parts)


def test_every_name_of_the_real_survey_keeps_all_its_letters(real_survey: Survey) -> None:
    for author in {author for paper in real_survey.papers for author in paper.authors}:
        name = parse_name(author)
        parts = " ".join([name.given, name.particle, name.family, name.suffix])
        assert sorted(parts.replace(" ", "")) == sorted(author.replace(" ", ""))
