"""What DBLP says of a publication: one thing or several, numbered names, and full stops."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.importers.dblp_json import dblp_facts

INFO = {
    "authors": {
        "author": [{"@pid": "1/2-1", "text": "Ada Lind 0001"}, {"@pid": "3/4", "text": "José van der Berg"}],
    },
    "title": "Attention &amp; Less: A Study.",
    "venue": "ICML",
    "pages": "101-112",
    "year": "2026",
    "type": "Conference and Workshop Papers",
    "access": "open",
    "key": "conf/icml/LindB26",
    "doi": "10.1000/ABC",
    "ee": "https://doi.org/10.1000/ABC",
    "url": "https://dblp.org/rec/conf/icml/LindB26",
}


def test_a_paper_of_a_conference() -> None:
    facts = {name: value for name, value in dblp_facts(INFO).items() if value}
    assert facts == {
        "title": "Attention & Less: A Study",
        "authors": ["Ada Lind", "José van der Berg"],
        "published": "2026",
        "venue": "ICML",
        "doi": "10.1000/ABC",
        "publication": {"page": "101-112", "type": "paper-conference"},
    }


def test_a_preprint_is_known_by_its_number_and_has_no_venue() -> None:
    preprint = {"venue": "CoRR", "volume": "abs/2605.01234", "type": "Informal and Other Publications"}
    given = {**INFO, **preprint, "doi": "10.48550/ARXIV.2605.01234", "ee": "https://doi.org/10.48550/arXiv.2605.01234"}
    facts = dblp_facts(given)
    assert (facts["arxiv"], facts.get("venue"), facts.get("doi"), "links" in facts) == ("2605.01234", None, None, False)


def test_one_author_and_several_addresses_have_other_forms() -> None:
    facts = dblp_facts(
        {**INFO, "authors": {"author": {"text": "Ada Lind"}}, "ee": ["https://x.org/1", "https://y.org"], "doi": "db/x"}
    )
    assert facts["authors"] == ["Ada Lind"]
    assert facts["links"] == [{"label": "x.org", "url": "https://x.org/1"}]
    assert "doi" not in facts


@pytest.mark.parametrize(("title", "ours"), [("Why?", "Why?"), ("Less is ...", "Less is ..."), ("Less.", "Less")])
def test_only_the_full_stop_is_dblps(title: str, ours: str) -> None:
    assert dblp_facts({"title": title})["title"] == ours


_ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "author"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(INFO)), _ANY))
def test_nothing_stops_the_reader(info: dict[str, Any]) -> None:
    assert "title" in dblp_facts(info)
