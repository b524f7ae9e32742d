"""Citation keys: readable, one for one paper, and steady when papers are added."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import derive
from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Paper, Survey

from tests.builders import paper, survey


def keys(*papers: Paper) -> dict[str, str]:
    """The citation keys of a survey of these papers."""
    return derive(survey(*papers)).citation_key


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"title": "H_2O: A Cache", "authors": ("Zhenyu Zhang", "A B"), "published": "2023-06"}, "zhang2023h2o"),
        ({"title": "Mélange", "authors": ("Pınar Tözün",), "published": "2024"}, "tozun2024melange"),
        ({"title": "On the Way", "authors": ("Herbert van de Sompel",), "published": "2020"}, "sompel2020way"),
        ({"title": "A*-Decoding", "authors": ("A B",)}, "bdecoding"),
        ({"title": "KV-Cache Tricks", "authors": ("A B",), "published": "2024"}, "b2024kvcache"),
        ({"title": "Heavy-Hitter Oracle", "authors": ("Kimi Team",), "published": "2024"}, "kimiteam2024heavy"),
        ({"title": "Attention", "published": "2017"}, "attention2017"),
        ({"title": "3 Ways", "published": "2017"}, "p32017"),
        ({"title": "To Be or Not to Be", "authors": ("A B",)}, "btobeornottobe"),
        ({"title": "!!!"}, "apaper"),
        ({"title": "漢", "authors": ("φ Φ",), "published": "2024"}, "phi2024"),
    ],
)
def test_a_key_is_made_of_name_year_and_word(given: dict[str, object], key: str) -> None:
    assert keys(paper("a-paper", **given)) == {"a-paper": key}


def test_of_papers_with_one_key_the_oldest_keeps_it() -> None:
    shared = {"title": "Caches", "authors": ("Ada Lovelace",)}
    dates = {"z": "2024-01", "a": "2024-03", "m": "2024-02"}
    made = keys(*(paper(key, **shared, published=date) for key, date in dates.items()))
    assert made == {"z": "lovelace2024caches", "m": "lovelace2024cachesb", "a": "lovelace2024cachesc"}


def test_a_new_paper_changes_no_key() -> None:
    old = [paper(f"p{n}", title="Caches", authors=("A B",), published=f"2024-0{n}") for n in range(1, 4)]
    new = paper("a-new", title="Caches", authors=("A B",), published="2024-09")
    assert keys(*old).items() <= keys(new, *old).items()


def test_a_suffix_never_meets_another_papers_bare_key() -> None:
    made = keys(
        paper("a", title="Cache", authors=("A B",)),
        paper("b", title="Cache", authors=("A B",)),
        paper("c", title="Cacheb", authors=("A B",)),
    )
    assert made == {"a": "bcache", "c": "bcacheb", "b": "bcachec"}


def test_many_papers_with_one_key_get_longer_suffixes() -> None:
    made = keys(*(paper(f"p{n:02}", title="Cache") for n in range(30)))
    assert [made[f"p{n:02}"] for n in (0, 1, 25, 26, 27)] == ["cache", "cacheb", "cachez", "cacheaa", "cacheab"]


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20)), min_size=1, max_size=6))
@settings(max_examples=60)
def test_any_papers_have_keys_of_their_own_that_every_program_takes(texts: list[tuple[str, str]]) -> None:
    lines = [[" ".join(text.splitlines()).strip() or "x" for text in pair] for pair in texts]
    made = keys(*(paper(f"p{n}", title=title, authors=(name,)) for n, (title, name) in enumerate(lines)))
    assert len(set(made.values())) == len(texts)
    assert [key for key in made.values() if not re.fullmatch("[a-z][a-z0-9]*", key)] == []


def test_the_real_keys_are_unique_and_short(real_survey: Survey, real_insight: Analysis) -> None:
    made = real_insight.citation_key
    assert set(made) == {paper.key for paper in real_survey.papers}
    assert len(set(made.values())) == len(made)
    assert max(map(len, made.values())) < 45
    assert made["h2o-heavy-hitter-oracle-for-efficient-generative"] == "zhang2023h2o"
