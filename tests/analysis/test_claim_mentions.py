"""Figures with their sentences, and the claims that state them."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.claim_mentions import mentions_in, stated_by, text_of

from tests.builders import claim, paper

ABSTRACT = "It is new. It is 4 times faster (e.g. Fig. 3 shows it) and 20% cheaper. It takes $O(n)$ time."
FACTOR = {"form": "factor", "value": 4, "unit": "×"}


def test_a_figure_comes_with_its_sentence() -> None:
    faster, _, cheaper, time = mentions_in(ABSTRACT)
    assert ABSTRACT[faster.start : faster.end].startswith("It is 4 times faster")
    assert ABSTRACT[faster.start : faster.end].endswith("20% cheaper.")
    assert (faster.nth, cheaper.nth, faster.figures, faster.place, time.place) == (0, 2, 3, 0.5, 1)


def test_its_phrase_ends_at_the_next_figure() -> None:
    faster, cheaper = mentions_in("It reduces the time by 4 times and the price by 20% over others.")
    assert ("time" in faster.phrase, "price" in cheaper.phrase, "others" in cheaper.phrase) == (True, True, False)
    assert "time by" not in cheaper.phrase


def test_the_claims_of_a_paper_are_found_by_sentence_and_number() -> None:
    given_claims = (
        claim(quote="It is 4 times faster (e.g. Fig. 3 shows it) and 20% cheaper.", measure="time", change=FACTOR),
        claim(quote="20% cheaper", measure="price", change={"form": "change", "value": -20, "unit": "%"}),
        claim(quote="It takes $O(n)$ time.", measure="time", change={"form": "growth", "to": "O(n)"}),
        claim(quote="It takes $O(n)$ time.", measure="time", change={"form": "growth", "to": "O(1)"}),
        claim(quote="It is new.", measure="time", change=FACTOR),
    )
    one = paper(abstract=ABSTRACT, claims=given_claims)
    assert [place for _, place in stated_by(one, mentions_in(text_of(one)))] == [0, 2, 3]


def test_the_published_text_comes_first() -> None:
    assert text_of(paper(abstract="4times.", published_abstract=r"$4\times$.")) == r"$4\times$."
    assert text_of(paper(abstract="4times.")) == "4times."


@given(st.text(alphabet=st.sampled_from("It12. %x×-$\\{}()O\n e.g"), max_size=80) | st.text(max_size=80))
def test_figures_are_within_their_sentences_and_sentences_within_lines(text: str) -> None:
    for one in mentions_in(text):
        assert one.start <= one.figure.start < one.figure.end <= one.end
        assert "\n" not in text[one.start : one.end]
        assert 0 <= one.place <= 1
        assert 0 <= one.nth < one.figures
        assert one.room[0] <= one.listed.start <= one.listed.end <= one.room[1]


def test_a_text_that_is_no_abstract_is_not_read_to_its_end() -> None:
    assert len(mentions_in("It is 4 times faster. " * 5_000)) == 200


def test_what_goes_on_without_an_end_is_no_sentence() -> None:
    assert mentions_in("It is 4 times faster. " + "4% and " * 1_000)[-1].figure.value == 4
    assert mentions_in("4% and " * 1_000) == ()
