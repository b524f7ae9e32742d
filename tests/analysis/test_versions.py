"""Sentences whose figures differ between the captured and the published abstract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.versions import disagreements, disagrees
from livingsurvey.model import Paper

from tests.builders import claim, paper

CAPTURED = "We grow kelp. The kelp grows faster in warm water, by 1.22x to 3.06x in height."


def versions(captured: str, published: str | None) -> Paper:
    return paper("p", abstract=captured, published_abstract=published)


def test_a_sentence_with_other_figures_is_found_in_both_versions() -> None:
    (found,) = disagreements(versions(CAPTURED, CAPTURED.replace("1.22", "1.42").replace("3.06", "2.17")))
    assert found.captured == "The kelp grows faster in warm water, by 1.22x to 3.06x in height."
    assert found.published == "The kelp grows faster in warm water, by 1.42x to 2.17x in height."
    assert (found.only_captured, found.only_published) == (("1.22", "3.06"), ("1.42", "2.17"))


def test_a_figure_that_only_one_version_states_is_found() -> None:
    (found,) = disagreements(versions(CAPTURED, "We grow kelp. The kelp grows faster in warm water in height."))
    assert (found.only_captured, found.only_published) == (("1.22", "3.06"), ())


@pytest.mark.parametrize(
    ("captured", "published"),
    [
        ("It takes 1000 hours.", "It takes 1,000 hours."),
        ("It takes 1,000 hours.", "It takes 1{,}000 hours."),
        ("It grows 2times faster.", r"It grows $2\times$ faster."),
        ("It grows 40\\% faster.", "It grows 40% faster."),
        ("It grows twice as fast.", "It grows 2 times as fast."),
        ("It takes three boats here.", "It takes 3 boats here."),
        ("It is fast in O(n^2) steps.", "It is fast in $O(n^2)$ steps."),
        ("It is fast in 10^4 hours of time.", "It is fast in 10 4 hours of time."),
        ("It was shown before by Blum and others.", "It was shown before by Blum [1] and others."),
        ("It improves the recall of kelp.", "It improves the recall@10 of kelp."),
        ("It is here: https://a.org/1.", "It is here: https://a.org/2."),
        ("We use kelp. It has 3 leaves.", "We use kelp here. It has 3 leaves."),
        ("We use kelp. Ten divers saw 7 whales.", "We use kelp. Nothing alike is said of that."),
        ("We use 12 boats for it.", None),
    ],
)
def test_typesetting_and_sentences_of_one_version_make_no_difference(captured: str, published: str | None) -> None:
    assert disagreements(versions(captured, published)) == ()


def test_a_figure_in_another_sentence_of_the_other_version_is_no_difference() -> None:
    published = "We grow kelp by 1.22x to 3.06x. The kelp grows faster in warm water in height."
    assert disagreements(versions(CAPTURED, published)) == ()


def test_a_claim_disagrees_where_one_of_its_figures_does() -> None:
    made = versions(CAPTURED, CAPTURED.replace("1.22", "1.42"))
    change = {"form": "factor", "value": 3.06, "low": 1.42, "unit": "×"}
    quote = "The kelp grows faster in warm water, by 1.42x to 3.06x in height."
    assert disagrees(made, claim(quote=quote, measure="latency", change=change))
    assert not disagrees(made, claim(quote=quote, measure="latency", change={**change, "low": None}))
    assert not disagrees(made, claim(quote="We grow kelp.", measure="latency", change=change))
    assert not disagrees(versions(CAPTURED, None), claim(quote=quote, measure="latency", change=change))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(captured: str, published: str) -> None:
    for found in disagreements(versions(captured, published)):
        assert found.only_captured or found.only_published


@given(st.text(max_size=200))
def test_a_text_does_not_disagree_with_itself(text: str) -> None:
    assert disagreements(versions(text, text)) == ()
