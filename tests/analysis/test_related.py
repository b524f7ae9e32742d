"""Related papers: who is suggested, who never is, and that a reason is always given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.mentions import find_mentions
from livingsurvey.analysis.related import relate
from livingsurvey.analysis.related_papers import Reason, Related
from livingsurvey.model import Paper, Status, Survey

from tests.builders import REPOSITORY, paper, survey, topic

CACHE = "The key-value cache of a transformer decoder is evicted by attention scores during decoding."
BANDIT = "Combinatorial bandits allocate budgets among arms with replenishable knapsacks and regret bounds."


def related(*papers: Paper, **fields: object) -> dict[str, tuple[Related, ...]]:
    return relate(survey(*papers, **fields), find_mentions(papers))


def cache_paper(key: str, **fields: object) -> Paper:
    return paper(key, **{"title": f"Evicting the cache, {key}", "abstract": CACHE, **fields})


def test_no_papers_have_no_relations() -> None:
    assert related() == {}


def test_a_single_paper_is_related_to_nothing() -> None:
    assert related(paper("alone")) == {"alone": ()}


def test_two_papers_on_one_subject_are_related_to_each_other() -> None:
    found = related(cache_paper("one"), cache_paper("two"))
    assert [entry.key for entry in found["one"]] == ["two"]
    assert [entry.key for entry in found["two"]] == ["one"]


def test_two_papers_with_nothing_in_common_are_not_related() -> None:
    assert related(cache_paper("one"), paper("two", title="Bandits", abstract=BANDIT)) == {"one": (), "two": ()}


def test_a_paper_that_nothing_is_close_to_stays_alone_among_others() -> None:
    found = related(cache_paper("one"), cache_paper("two"), paper("three", title="Bandits", abstract=BANDIT))
    assert found["three"] == ()
    assert "three" not in {entry.key for entries in found.values() for entry in entries}


@pytest.mark.parametrize("abstract", ["the of and", "1 2 3", "。", "x", "–"])
def test_papers_without_a_telling_word_are_related_to_nothing(abstract: str) -> None:
    papers = [paper(key, title="?", abstract=abstract) for key in ("one", "two", "three")]
    assert related(*papers) == {"one": (), "two": (), "three": ()}


def test_the_reason_tells_the_shared_terms_as_the_papers_write_them() -> None:
    found = related(
        paper("one", title="One", abstract="Evicting the KV cache."),
        paper("two", title="Two", abstract="Quantising the KV cache."),
        paper("three", title="Three", abstract=BANDIT),
    )
    assert found["one"][0].reasons == (Reason("words", ("KV cache",)),)


def test_a_named_paper_is_related_however_little_is_shared() -> None:
    named = paper("named", title="SliceGPT: Compression", abstract="Rows and columns go.")
    others = [cache_paper(f"p{n}", abstract=f"{CACHE} Unlike SliceGPT.") for n in range(3)]
    found = related(named, *others, paper("q", title="Bandits", abstract=f"{BANDIT} Unlike SliceGPT."))
    assert Related("named", (Reason("named"), Reason("words", ("SliceGPT",)))) in found["q"]


def test_a_close_paper_that_names_this_one_says_so() -> None:
    named = cache_paper("named", title="CacheGPT: Evicting the cache")
    found = related(named, cache_paper("naming", abstract=f"{CACHE} We beat CacheGPT."))
    assert Reason("names") in found["named"][0].reasons


def test_a_named_paper_stands_before_one_that_is_just_as_close() -> None:
    named = cache_paper("zz-named", title="CacheGPT: Evicting the cache")
    twin = cache_paper("twin", title="Evicting the cache")
    found = related(named, twin, cache_paper("naming", abstract=f"{CACHE} We beat CacheGPT."))
    assert [entry.key for entry in found["naming"]] == ["zz-named", "twin"]


def test_a_shared_topic_is_a_further_reason() -> None:
    topics = (topic("area"), topic("cache", "area", title="Caches"))
    found = related(cache_paper("one", topics=("cache",)), cache_paper("two", topics=("cache",)), topics=topics)
    assert found["one"][0].reasons[0] == Reason("topics", ("Caches",))


def test_a_topic_that_does_not_exist_is_no_reason() -> None:
    found = related(cache_paper("one", topics=("ghost",)), cache_paper("two", topics=("ghost",)))
    assert not any(reason.kind == "topics" for reason in found["one"][0].reasons)


def test_terms_that_both_name_are_a_reason() -> None:
    papers = [cache_paper(key, fields={"benchmarks": names}) for key, names in (("one", ("A", "B")), ("two", ("B",)))]
    assert Reason("terms", ("B",)) in related(*papers)["one"][0].reasons


def test_words_are_a_reason_beside_a_topic_only_where_the_papers_are_about_them() -> None:
    topics = (topic("area"), topic("cache", "area", title="Caches"))
    abstract = f"{CACHE} On one floating point unit."
    papers = [
        paper(key, title=title, abstract=abstract, topics=("cache",))
        for key, title in (("one", "Evicting entries"), ("two", "Evicting by attention scores"))
    ]
    assert related(*papers, topics=topics)["one"][0].reasons == (
        Reason("topics", ("Caches",)),
        Reason("words", ("attention scores", "Evicting")),
    )


def test_a_reader_finds_what_a_reader_would_look_for(real_insight: Analysis) -> None:
    wanted: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "related.yml").read_text("utf-8"))
    assert len(wanted) == 59
    recall = precision = 0.0
    for key, keys in wanted.items():
        found = [entry.key for entry in real_insight.related[key]]
        recall += len({*found} & {*keys}) / len(keys)
        precision += len({*found} & {*keys}) / len(found)
    assert recall / len(wanted) >= 0.6
    assert precision / len(wanted) >= 0.5


def test_no_included_paper_of_the_real_survey_leads_nowhere(real_survey: Survey, real_insight: Analysis) -> None:
    included = (paper.key for paper in real_survey.papers if paper.status == Status.INCLUDED)
    assert all(len(real_insight.related[key]) >= 2 for key in included)


def test_an_excluded_paper_is_never_suggested_though_it_is_named() -> None:
    out = cache_paper("out", title="CacheGPT: Evicting the cache", status=Status.EXCLUDED)
    found = related(out, cache_paper("one", abstract=f"{CACHE} We beat CacheGPT."), cache_paper("two"))
    assert [entry.key for entry in found["one"]] == ["two"]


def test_the_page_of_an_excluded_paper_still_leads_on() -> None:
    found = related(cache_paper("out", status=Status.EXCLUDED), cache_paper("one"))
    assert [entry.key for entry in found["out"]] == ["one"]


def test_at_most_six_are_suggested_and_equals_in_the_order_of_their_keys() -> None:
    papers = [cache_paper(f"p{n}", title="Evicting the cache") for n in range(9)]
    assert [entry.key for entry in related(*papers)["p8"]] == [f"p{n}" for n in range(6)]


words = st.sampled_from(["cache", "KV", "SliceGPT", "bandit", "the", "routing", "budget", "1.8times", "<b>", "ß", "|"])


@st.composite
def collections(draw: st.DrawFn) -> list[Paper]:
    texts = draw(st.lists(st.lists(words, min_size=1, max_size=8).map(" ".join), max_size=8))
    statuses = st.sampled_from([None, Status.INCLUDED, Status.EXCLUDED])
    title = st.sampled_from(["SliceGPT: rows", "Evicting the KV cache", "?"])
    return [paper(f"p{n}", title=draw(title), abstract=text, status=draw(statuses)) for n, text in enumerate(texts)]


@given(collections())
@settings(deadline=None, max_examples=100)
def test_every_suggestion_has_a_reason_and_is_another_paper_not_excluded(papers: list[Paper]) -> None:
    by_key = {given.key: given for given in papers}
    found = related(*papers)
    assert list(found) == list(by_key)
    for key, entries in found.items():
        assert len({entry.key for entry in entries}) == len(entries) <= 6
        assert all(entry.reasons and all(entry.reasons) for entry in entries)
        assert all(entry.key != key and by_key[entry.key].status != Status.EXCLUDED for entry in entries)


def test_the_same_collection_gives_the_same_relations_twice(real_survey: Survey, real_insight: Analysis) -> None:
    assert relate(real_survey, find_mentions(real_survey.papers)) == real_insight.related


def test_every_suggestion_in_the_real_survey_has_a_reason(real_survey: Survey, real_insight: Analysis) -> None:
    entries = [entry for found in real_insight.related.values() for entry in found]
    assert len(entries) > len(real_survey.papers)
    assert all(entry.reasons and all(entry.reasons) for entry in entries)
    assert all(real_survey.paper[entry.key].status != Status.EXCLUDED for entry in entries)


def test_relations_do_not_depend_on_the_hash_seed_of_the_process() -> None:
    program = (
        "from livingsurvey.analysis.related import relate; from tests.builders import paper, survey\n"
        f"papers = [paper(f'p{{n}}', abstract=f'{CACHE} Budget {{n % 3}}') for n in range(12)]\n"
        "print(relate(survey(*papers), {}))"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program]
        return subprocess.run(
            command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
        ).stdout

    first = run("1")
    assert "kind='words'" in first
    assert run("2") == first
