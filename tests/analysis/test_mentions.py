"""Names of papers, and which papers name which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.mentions import find_mentions, paper_name
from livingsurvey.model import Paper

from tests.builders import paper

SLICE = paper("slicegpt", title="SliceGPT: Compress Large Language Models", abstract="Rows and columns go.")


def naming(text: str, key: str = "other") -> Paper:
    return paper(key, title="Another paper", abstract=text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SliceGPT: Compress Large Language Models", "SliceGPT"),
        ("H2O: Heavy-Hitter Oracle", "H2O"),
        ("OLMo-1B: a model", "OLMo-1B"),
        ("iCBS: iterative search", "iCBS"),
        ("VeriX+: more", "VeriX+"),
        ("GPT*: a star", "GPT*"),
        ("FrugalGPT : with a space before the colon", "FrugalGPT"),
        ("Mixtral: one capital might begin any sentence", None),
        ("Scaling Laws: two words are no name", None),
        ("SliceGPT compresses models", None),
        ("A*: too short", None),
        ("X1 : too short", None),
        ("survey: plain prose", None),
        (": nothing before the colon", None),
        ("", None),
    ],
)
def test_a_name_is_one_telling_word_before_the_colon(title: str, name: str | None) -> None:
    assert paper_name(title) == name


@pytest.mark.parametrize(
    "text",
    [
        "We beat SliceGPT by far.",
        "We beat (SliceGPT).",
        "As in “SliceGPT”, we cut.",
        "Both SliceGPT/Wanda are slower.",
        "SliceGPT",
        "beats SliceGPT, and others",
    ],
)
def test_a_name_in_an_abstract_is_found_whatever_stands_around_it(text: str) -> None:
    assert find_mentions([naming(text), SLICE])["other"] == ("slicegpt",)


def test_a_name_in_a_title_is_found() -> None:
    given = paper("other", title="Beyond SliceGPT")
    assert find_mentions([given, SLICE])["other"] == ("slicegpt",)


@pytest.mark.parametrize("text", ["We beat slicegpt.", "We beat SliceGPT2.", "We beat MySliceGPT.", "Slice GPT"])
def test_a_word_that_only_resembles_a_name_is_no_mention(text: str) -> None:
    assert find_mentions([naming(text), SLICE])["other"] == ()


def test_a_paper_does_not_name_itself() -> None:
    given = SLICE.model_copy(update={"abstract": "SliceGPT is our method."})
    assert find_mentions([given]) == {"slicegpt": ()}


def test_a_name_that_two_papers_bear_names_neither() -> None:
    twin = paper("twin", title="SliceGPT: Something else entirely")
    assert find_mentions([SLICE, twin, naming("We beat SliceGPT.")])["other"] == ()


def test_two_papers_may_name_each_other() -> None:
    wanda = paper("wanda", title="WandA: Pruning", abstract="Unlike SliceGPT.")
    given = SLICE.model_copy(update={"abstract": "Unlike WandA."})
    assert find_mentions([given, wanda]) == {"slicegpt": ("wanda",), "wanda": ("slicegpt",)}


def test_a_name_is_counted_once_and_names_are_sorted() -> None:
    first = paper("a-first", title="ZipLM: Pruning")
    found = find_mentions([naming("SliceGPT, ZipLM, SliceGPT, ZipLM."), SLICE, first])
    assert found["other"] == ("a-first", "slicegpt")


def test_no_papers_have_no_mentions() -> None:
    assert find_mentions([]) == {}


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_any_title_has_a_name_that_stands_in_it_or_none(title: str) -> None:
    name = paper_name(title)
    assert name is None or (name in title and name == name.strip() and len(name) > 2)
