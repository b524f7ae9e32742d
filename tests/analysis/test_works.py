"""Works that papers name: who names each, in which sentence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis import works
from livingsurvey.analysis.works import NamedWorks, find_works, is_named, naming_sentence, shown_sentence, work_fields
from livingsurvey.model import Reference, Survey, Term
from livingsurvey.model.markup import plain_text

from tests.builders import paper, survey

ELSEWHERE = Reference(title="Reef Check", authors=("Ada Lovelace",), year=2019, source="https://a.org")


def term(key: str, name: str, **fields: Any) -> Term:
    """A work."""
    return Term(id=key, name=name, definition="D.", **fields)


def reefs(**fields: Any) -> Survey:
    """A survey with two works, of which it has one."""
    papers = (
        paper(
            "new", published="2025", methods=("Reef Check", "Coral"), abstract="We extend Reef Check. Coral is slow."
        ),
        paper("old", published="2020", methods=("Reef Check",), abstract="Unlike Reef Check, ours is fast."),
        paper("coral", published="2021", methods=("Coral",), abstract="Coral is new."),
        paper("out", published="2022", methods=("Coral",), status="excluded", reason="r"),
    )
    works = (term("reef-check", "Reef Check", reference=ELSEWHERE), term("coral-work", "Coral", paper="coral"))
    return survey(*papers, vocabulary={"methods": works} | fields)


def said(works: NamedWorks, key: str) -> list[tuple[str, str]]:
    """Who names a work, with the sentence as text."""
    return [(one.paper, plain_text(one.sentence)) for one in works.by_term["methods", key].namings]


def test_who_names_a_work_comes_newest_first_with_the_sentence() -> None:
    works = find_works(reefs())
    assert said(works, "reef-check") == [("new", "We extend Reef Check."), ("old", "Unlike Reef Check, ours is fast.")]


def test_neither_its_own_paper_nor_an_excluded_one_names_a_work() -> None:
    assert said(find_works(reefs()), "coral-work") == [("new", "Coral is slow.")]


def test_works_are_in_the_order_of_how_many_papers_name_them() -> None:
    works = find_works(reefs())
    assert list(works.by_term) == [("methods", "reef-check"), ("methods", "coral-work")]
    assert [(work.term.id, work.absent) for work in works.by_term.values()] == [
        ("reef-check", True),
        ("coral-work", False),
    ]


def test_a_paper_introduces_works() -> None:
    works = find_works(reefs())
    assert {key: [work.term.id for work in found] for key, found in works.introduced.items()} == {
        "coral": ["coral-work"]
    }


def test_what_some_papers_name_counts_these_alone() -> None:
    subject = reefs()
    named = find_works(subject).named_by([subject.paper["new"]])
    assert [(work.term.id, len(work.namings)) for work in named] == [("reef-check", 1), ("coral-work", 1)]
    assert find_works(subject).named_by([]) == []


def test_a_vocabulary_without_papers_and_references_is_not_of_works() -> None:
    subject = survey(paper("a", methods=("Reef Check",)), vocabulary={"methods": (term("reef-check", "Reef Check"),)})
    assert find_works(subject).by_term == {}
    assert work_fields(subject) == ()


def test_a_replaced_work_is_counted_under_its_successor() -> None:
    old = term("rc", "RC", deprecated_to="reef-check")
    works = (old, term("reef-check", "Reef Check", reference=ELSEWHERE))
    subject = survey(paper("a", methods=("RC",), abstract="We use RC."), vocabulary={"methods": works})
    found = find_works(subject)
    assert said(found, "reef-check") == [("a", "We use RC.")]
    assert ("methods", "rc") not in found.by_term


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LoRA", "a LoRA-based method"),
        ("LoRA", "many LoRAs."),
        ("LoRA", "LoRA's rank"),
        ("FlashAttention", "with FlashAttention, faster"),
        ("Flash Attention", "FlashAttention"),
        ("Flash Attention", "flash-attention"),
        ("GPT-4", "with GPT4."),
        ("C++", "in C++."),
        ("H2O", "as H_2O does"),
        ("H2O", "as H$_2$O does"),
        ("vLLM", "VLLM"),
        ("T5", "T5-XXL"),
        ("TinyLLaMA", "TinyLLaMA-1.1B"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    assert is_named(paper("a", abstract=text), term("t", name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LoRA", "QLoRA"),
        ("EAGLE", "EAGLE-2."),
        ("EAGLE", "EAGLE2"),
        ("GPT-4", "GPT-4o"),
        ("GPT-4", "GPT-4.5"),
        ("BERT", "DEBERT and DE-BERT"),
        ("SAM", "the same"),
    ],
)
def test_a_name_that_is_part_of_another_is_not_found(name: str, text: str) -> None:
    assert not is_named(paper("a", title="Title", abstract=text), term("t", name))


def test_the_work_itself_comes_before_a_variant_of_it() -> None:
    subject = paper("a", abstract="LoRA-FA is one. LoRA is another.")
    assert plain_text(shown_sentence(subject, ("LoRA",))) == "LoRA is another."


def test_a_title_names_a_work_and_has_no_sentence() -> None:
    subject = paper("a", title="Beyond LoRA", abstract="We go on.")
    assert is_named(subject, term("lora", "LoRA"))
    assert shown_sentence(subject, ("LoRA",)) == ()


@pytest.mark.parametrize(
    ("abstract", "sentence"),
    [
        ("First. LoRA by Hu et al. is low rank. Last.", "LoRA by Hu et al. is low rank."),
        ("It costs 2.5 times less, e.g. than LoRA does. Next.", "It costs 2.5 times less, e.g. than LoRA does."),
        ("No end of LoRA", "No end of LoRA"),
        ("Is it LoRA? It is LoRA.", "Is it LoRA?"),
        ("Before. \n LoRA is it.", "LoRA is it."),
    ],
)
def test_a_sentence_ends_where_it_does(abstract: str, sentence: str) -> None:
    assert plain_text(shown_sentence(paper("a", abstract=abstract), ("LoRA",))) == sentence


def test_the_published_abstract_comes_first() -> None:
    subject = paper("a", abstract="LoRA takes n2.", published_abstract="LoRA takes $n^2$.")
    assert plain_text(shown_sentence(subject, ("LoRA",))) == "LoRA takes n²."


def test_a_sentence_names_the_work_of_a_title() -> None:
    named = paper("b", title="ReefScan: Seeing corals")
    assert plain_text(naming_sentence(paper("a", abstract="First. We use ReefScan."), named)) == "We use ReefScan."
    assert naming_sentence(paper("a", abstract="We use ReefScan."), paper("b", title="Seeing corals")) == ()


@given(st.text(max_size=40), st.text(min_size=1, max_size=12))
def test_whatever_is_written_a_sentence_is_part_of_the_text(text: str, name: str) -> None:
    sentence = plain_text(shown_sentence(paper("a", abstract=f"It is. {text}"), (name,)))
    assert len(sentence) <= 2 * len(text) + 20


_SIGNS = st.text(st.sampled_from("aAkKſß1_- .²K\u212aé+"), max_size=5)


@given(_SIGNS, _SIGNS, st.booleans())
def test_a_pattern_finds_a_name_only_where_all_its_parts_are(text: str, name: str, any_case: bool) -> None:
    found = works._pattern(name, any_case, "").search(text)
    assert works._may_hold(text, name, any_case) or not found


@given(
    st.text(st.sampled_from("aAkKs1_- .,:’("), max_size=7), st.text(st.sampled_from("aAk1-. "), min_size=1, max_size=3)
)
def test_a_plain_name_is_where_its_pattern_finds_it(text: str, name: str) -> None:
    start = works._plain_start(text, name)
    for after in (works._AFTER, works._VARIANT) if start >= 0 else ():
        found = works._pattern(name, False, after).match(text, start)
        assert found
        assert found.start() == start
