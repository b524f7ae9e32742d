"""What speaks for a figure being a result."""

import pytest
from livingsurvey.analysis.claim_mentions import mentions_in
from livingsurvey.analysis.figure_evidence import PRIOR, evidence_of


def evidence(text: str) -> dict[str, float]:
    """The features of the last figure of a text."""
    return evidence_of(mentions_in(text)[-1], "pain")


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("It is 4 times faster.", "form factor"),
        ("It is up to 4 times faster.", "bound"),
        ("It cuts deaths by 20% compared with others.", "sentence compares"),
        ("We enrolled 45 patients.", "sentence sets out"),
        ("We enrolled 45 patients.", "of a count"),
        ("In 2019 it began.", "year"),
        ("It has 3.", "without a unit"),
        ("It scores 91%.", "percent level"),
        ("However, 20% of patients die.", "sentence is background"),
        ("It is so. It is so. It is so. It is 4 times faster.", "last sentences"),
    ],
)
def test_a_sentence_has_general_features(text: str, feature: str) -> None:
    assert feature in evidence(text)
    assert feature in PRIOR


def test_the_words_and_the_measure_are_features_to_learn() -> None:
    found = evidence("It cuts deaths by 20% in adults.")
    assert {"term pain", "near death", "with adult", "kind percent signed"} <= set(found)
    assert set(found.values()) == {1.0}


def test_a_result_weighs_more_than_a_setting() -> None:
    def weight(text: str) -> float:
        return sum(PRIOR.get(name, 0.0) for name in evidence(text))

    assert weight("Results show that it is 4 times faster.") > 1 > -1 > weight("We enrolled 45 patients.")
