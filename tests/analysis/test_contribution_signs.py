"""Words of one family count together, apart for each place."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.contribution_signs import contribution_signs


def test_words_of_one_family_count_together_whatever_their_endings() -> None:
    signs = contribution_signs("", "It proves a theorem. The theory proved hard.", ["nothing"])
    assert signs == {"says prove": 4}


def test_each_place_counts_apart() -> None:
    signs = contribution_signs("A Survey of Stones", "We argue for it.", ["argue for it"])
    assert signs == {"title review": 1, "first argue": 1, "does argue": 1, "says argue": 1}


def test_only_the_first_deed_is_the_first_and_only_beginnings_of_deeds_count() -> None:
    signs = contribution_signs("", "", ["propose it", "prove it", f"{'so ' * 8}measure it"])
    assert signs == {"first propose": 1, "does propose": 1, "does prove": 1}


def test_an_abstract_that_says_nothing_of_itself_is_a_sign() -> None:
    assert contribution_signs("", "Stones are old.", []) == {"says nothing of itself": 1}


def test_a_word_that_only_begins_like_a_whole_word_is_of_no_family() -> None:
    assert contribution_signs("Recordings, methodical positioning and newts", "", ["x"]) == {}


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_gives_counts(title: str, abstract: str, deeds: list[str]) -> None:
    signs = contribution_signs(title, abstract, deeds)
    assert all(count > 0 for count in signs.values())
    assert signs == contribution_signs(title.upper(), abstract, deeds) or title.upper().lower() != title.lower()
