"""Terms of claims, guessed by the words around their figures."""

from livingsurvey.analysis.claim_terms import TermGuesser, stem, words_of
from livingsurvey.model import Term

TERMS = (
    Term(id="deaths", name="mortality", definition="Deaths among patients."),
    Term(id="pain", name="pain", definition="What patients report to hurt.", synonyms=("ache",)),
    Term(id="old", name="survival", definition="No longer used.", deprecated_to="deaths"),
)


def guess(guesser: TermGuesser, text: str) -> str | None:
    """The likeliest term of a text."""
    return guesser.guess(dict.fromkeys(words_of(text), 1.0))[0]


def test_names_and_definitions_are_enough() -> None:
    guesser = TermGuesser(TERMS)
    assert [guess(guesser, text) for text in ("Aches fell", "fewer deaths", "mortality fell")] == [
        "pain",
        "deaths",
        "deaths",
    ]


def test_claims_teach_words_that_no_definition_has() -> None:
    known = [("pain", {"scor": 1.0}), ("pain", {"scor": 1.0}), *[("deaths", {"hazard": 1.0})] * 2]
    guesser = TermGuesser(TERMS, known)
    assert [guess(guesser, text) for text in ("the score", "the hazard")] == ["pain", "deaths"]


def test_how_likely_grows_with_what_speaks_for_it() -> None:
    guesser = TermGuesser(TERMS)
    some, more = guesser.guess({"pain": 0.3}), guesser.guess({"pain": 1.0, "ach": 1.0})
    assert 0.5 < some[1] < more[1] < 1
    assert guesser.guess({})[1] == 0.5


def test_a_term_that_another_replaced_is_never_guessed() -> None:
    assert guess(TermGuesser(TERMS, [("old", {"survival": 1.0})]), "survival no longer used") in ("deaths", "pain")


def test_without_terms_there_is_nothing_to_guess() -> None:
    assert TermGuesser(()).guess({"pain": 1.0}) == (None, 0.0)


def test_forms_of_a_word_have_one_stem() -> None:
    assert {stem(word) for word in ("reduce", "reduces", "reduced", "reducing")} == {"reduc"}
    assert stem("use") == "use"
