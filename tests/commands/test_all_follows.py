"""Whatever is renamed or merged: every kind of content that names it follows, and the guard asks for no word."""

import re
from pathlib import Path

import pytest
from livingsurvey.checks.guard import to_say
from livingsurvey.commands import edit_papers, edit_terms, edit_topics
from livingsurvey.store.survey_edit import EditRefusedError

from tests.commands.folders import do, folder, held, tree

WORK = "  reference: {title: A Work, year: 2015, source: https://example.org/work}\n"
SETTINGS = """\
scope:
  statement: Everything belongs.
  included:
    - papers: [alpha]   # the first
      why: It is short.
  borderline:
    - {papers: [beta, alpha], status: included, why: Both are}
searches:
  - {key: quick, name: Quick, where: {measure: [latency], topic: [caches]}, without: {method: [kv-cache, old-cache]}}
costs: {measure: [memory, latency]}
decisions:
  constraints:
    - {id: late, question: It is late, where: {measure: [latency], kind: [method]}}
    - {id: there, question: It is there, where: {area: [all], topic: [caches, decoding]}}
"""
STATEMENTS = """\
- id: one
  topics: [caches, decoding]
  question: Why is it so?
  why: Nobody asked.
  support:
    - {paper: alpha, quote: It is 2x faster}
  asked: 2025-01
  checked: 2025-01
"""
READINGS = """\
{"paper": "alpha", "field": "kind", "value": "method", "reader": "first", "date": "2024-05-17"}
{"paper": "alpha", "field": "topic", "value": "caches", "reader": "first", "date": "2024-05-17"}
{"paper": "alpha", "field": "methods", "value": ["Adam", "KV cache"], "reader": "first", "date": "2024-05-17"}
{"paper": "alpha", "field": "measure", "value": "latency", "reader": "first", "date": "2024-05-17", "claim": "2x"}
"""
FILES = {
    "relations.yml": "# who says what\n- {from: alpha, to: beta, kind: refines, quote: It is 2x faster}\n",
    "statements/questions.yml": STATEMENTS,
    "readings/first.jsonl": READINGS,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey in which content of every kind names papers, topics and terms."""
    content = folder(tmp_path) / "content"
    settings = content / "survey.yml"
    settings.write_text(re.sub(r"scope:\n  .*\n", SETTINGS, settings.read_text()))
    for name, text in FILES.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text)
    methods = content / "vocabulary/methods.yml"
    text = methods.read_text().replace("definition: An optimizer.\n", f"definition: An optimizer.\n{WORK}")
    methods.write_text(text.replace("definition: Another.,", "definition: Another., paper: alpha,"))
    topic = content / "topics/caches.md"
    topic.write_text(topic.read_text().replace("parent: all\n", "parent: all\nadvice: Take @alpha with @adam.\n"))
    return tmp_path


EDITS = {
    "paper": ("alpha", lambda survey: edit_papers.rename(survey, "alpha", "omega")),
    "paper merged": ("alpha", lambda survey: edit_papers.merge(survey, "alpha", "beta")),
    "topic": ("caches", lambda survey: edit_topics.rename(survey, "caches", "stores")),
    "area": ("all", lambda survey: edit_topics.rename(survey, "all", "whole")),
    "topic merged": ("caches", lambda survey: edit_topics.merge(survey, "caches", "decoding")),
    "measure": ("latency", lambda survey: edit_terms.rename(survey, "measures", "latency", "Delay", "delay")),
    "measure merged": ("latency", lambda survey: edit_terms.merge(survey, "measures", "latency", "memory")),
    "kind": ("method", lambda survey: edit_terms.rename(survey, "kinds", "method", "Way", "way")),
    "method": ("kv-cache", lambda survey: edit_terms.rename(survey, "methods", "kv-cache", "Cache", "cache")),
    "method merged": ("kv-cache", lambda survey: edit_terms.merge(survey, "methods", "kv-cache", "adamw")),
    "work": ("adam", lambda survey: edit_terms.rename(survey, "methods", "adam", "Adam", "adam-optimizer")),
    "work merged": ("adam", lambda survey: edit_terms.merge(survey, "methods", "adam", "kv-cache")),
}
#: Where a former key, or a word that is no id, stays: readings keep the key under which a paper was read.
STAYS = {
    "paper": {"papers/omega.md", "readings/first.jsonl"},
    "paper merged": {"papers/beta.md", "readings/first.jsonl"},
    "kind": {"survey.yml"},  # the facet and vocabulary of methods
}


#: What the message of a commit has to say of an edit.
SAYS = {
    "paper merged": ["Merges: alpha into beta"],
    "topic merged": ["Removes: 1 topic"],
    "measure merged": ["Removes: 1 term"],
    "method merged": ["Removes: 1 term"],
    "work merged": ["Removes: 1 term"],
}


@pytest.mark.parametrize("what", EDITS)
def test_every_kind_of_content_follows_a_new_name(root: Path, what: str) -> None:
    old, edit = EDITS[what]
    before = held(root)
    assert len(named(root, old)) > 1
    do(root, edit(before))
    assert set(named(root, old)) <= STAYS.get(what, set())
    assert to_say(before, held(root)) == SAYS.get(what, [])


def named(root: Path, key: str) -> dict[str, list[str]]:
    """The lines that name a key, by file, but for the words of sentences and examples of fields."""
    word = re.compile(rf"(?:[@\[,:{{/] ?|\")(?<![\w-]){key}(?![\w -]|\]\()")
    lines = {file: data.decode().splitlines() for file, data in tree(root).items() if file != "fields.yml"}
    return {file: some for file, text in lines.items() if (some := [line for line in text if word.search(line)])}


def test_what_a_merging_leaves_of_relations_is_a_list_of_none(root: Path) -> None:
    do(root, edit_papers.merge(held(root), "alpha", "beta"))
    assert (root / "content/relations.yml").read_text() == "# who says what\n[]\n"
    assert held(root).relations == ()


def test_lists_of_settings_name_what_two_become_once_and_keep_their_form(root: Path) -> None:
    path = root / "content/survey.yml"
    before = path.read_text()
    do(root, edit_terms.merge(held(root), "measures", "latency", "memory"))
    after = before.replace("[latency]", "[memory]").replace("[memory, latency]", "[memory]")
    assert path.read_text() == after
    do(root, edit_topics.merge(held(root), "caches", "decoding"))
    after = after.replace("[caches]", "[decoding]").replace("[caches, decoding]", "[decoding]")
    assert path.read_text() == after
    do(root, edit_papers.merge(held(root), "alpha", "beta"))
    assert path.read_text() == after.replace("[alpha]", "[beta]").replace("[beta, alpha]", "[beta]")


def test_a_replaced_term_is_replaced_in_settings_too(root: Path) -> None:
    do(root, edit_terms.deprecate(held(root), "measures", "latency", "memory"))
    assert dict(held(root).settings.costs) == {"measure": ("memory",)}


def test_a_field_of_another_vocabulary_keeps_its_terms(root: Path) -> None:
    do(root, edit_terms.rename(held(root), "kinds", "survey", "Review", "latency"))
    before = (root / "content/survey.yml").read_text()
    do(root, edit_terms.rename(held(root), "kinds", "latency", "Review", "review"))
    assert (root / "content/survey.yml").read_text() == before


def test_a_work_that_takes_anothers_place_has_its_reference(root: Path) -> None:
    do(root, edit_terms.merge(held(root), "methods", "adam", "kv-cache"))
    survey = held(root)
    assert "kv-cache" in survey.landmark
    assert survey.topic["caches"].advice == "Take @alpha with @kv-cache."


def test_a_key_that_prose_cites_as_a_work_is_refused_to_papers_and_the_other_way_round(root: Path) -> None:
    with pytest.raises(EditRefusedError, match=r"content/topics/caches\.md cites"):
        edit_papers.rename(held(root), "beta", "adam")
    with pytest.raises(EditRefusedError, match=r"the key of a paper, and content/topics/caches\.md cites adam"):
        edit_terms.rename(held(root), "methods", "adam", "Adam", "beta")
    edit_papers.rename(held(root), "beta", "adamw")  # which no prose cites
