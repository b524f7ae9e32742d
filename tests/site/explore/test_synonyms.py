"""Names for one thing: from vocabularies, and from acronyms that texts explain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey, Term
from livingsurvey.model.markup import plain_text
from livingsurvey.site.explore.synonyms import expansions, synonyms

from tests.builders import survey, topic


def term(name: str, *others: str) -> Term:
    """A method with these names."""
    return Term(id="a-term", name=name, definition="A definition.", synonyms=others)


def of_terms(*terms: Term) -> list[tuple[str, ...]]:
    """The synonyms of a survey that has only these methods."""
    return synonyms(survey(vocabulary={"methods": terms}), [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Large language models (LLMs) are large.", [("LLM", "Large language models")]),
        ("the key-value (KV) cache", [("KV", "key-value")]),
        ("We use Low-Rank Adaptation (LoRA).", [("LoRA", "Low-Rank Adaptation")]),
        ("a Mixture of Experts (MoE) layer", [("MoE", "Mixture of Experts")]),
        ("learning with verifiable rewards (LVR)", [("LVR", "learning with verifiable rewards")]),
        ("with Monte Carlo tree\nsearch (MCTS)", [("MCTS", "Monte Carlo tree search")]),
        ("chain of thought (CoT), tree of thought (ToT)", [("CoT", "chain of thought"), ("ToT", "tree of thought")]),
        ("on a benchmark (GSM8K)", []),
        ("which is cheap (see Fig. 2)", []),
        ("memory, cost (MC)", []),
        ("(LLM) first", []),
        ("as of 2024 (AO)", []),
    ],
)  # fmt: skip
def test_an_acronym_is_explained_by_the_words_before_it(text: str, found: list[tuple[str, str]]) -> None:
    assert list(expansions(text)) == found


def test_a_name_with_its_acronym_is_two_names() -> None:
    assert of_terms(term("Process reward model (PRM)")) == [("Process reward model", "PRM")]


@pytest.mark.parametrize("name", ["Llama 2 (70B)", "o3-mini (h)", "Method (one that works)"])
def test_what_else_stands_in_brackets_is_no_name_of_its_own(name: str) -> None:
    assert of_terms(term(name)) == []


def test_names_that_differ_only_in_case_hyphens_or_plural_are_one() -> None:
    assert of_terms(term("Reward model", "reward models", "reward-model")) == []


def test_a_text_adds_its_acronym_to_the_term_it_means() -> None:
    given_survey = survey(vocabulary={"methods": (term("Mixture of experts", "expert mixture"),)})
    assert synonyms(given_survey, ["mixtures of experts (MoE) help"]) == [
        ("Mixture of experts", "expert mixture", "MoE")
    ]


def test_a_topic_has_its_acronym_too() -> None:
    given_survey = survey(topics=(topic("t", title="Speculative decoding"),))
    assert synonyms(given_survey, ["speculative decoding (SD)"]) == [("Speculative decoding", "SD")]


def test_of_many_meanings_the_most_common_three_are_kept() -> None:
    texts = ["state machines (SM)", "slow motion (SM)", "slow motion (SM)", "small model (SM)", "silly mouse (SM)"]
    assert synonyms(survey(), texts)[0] == ("SM", "slow motion")
    assert len(synonyms(survey(), texts)) == 3


def test_the_real_survey_knows_its_acronyms(real_survey: Survey, real_insight: Analysis) -> None:
    texts = [plain_text(real_insight.abstract[paper.key]) for paper in real_survey.papers]
    groups = [{name.lower() for name in group} for group in synonyms(real_survey, texts)]
    for pair in (
        {"moe", "mixture of experts"},
        {"prm", "process reward model"},
        {"kv", "key-value"},
        {"lora", "low-rank adaptation"},
    ):
        assert any(pair <= group for group in groups), pair


@given(st.text(alphabet="aAbB ().-,KVkv1"))
def test_any_text_can_be_read(text: str) -> None:
    for acronym, expansion in expansions(text):
        assert acronym in text
        assert expansion
