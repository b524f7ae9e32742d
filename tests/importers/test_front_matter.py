"""Markdown with front matter, as Jekyll and Hugo have it; several files packed into one."""

import pytest
from livingsurvey.importers.front_matter import pack, parse_front_matter
from livingsurvey.importers.records import Listing, Record

JEKYLL = """---
title: "Effects of a small trial"
authors:
  - Eva Lind
  - Berg, Tom
date: 2020-05-03
venue: Journal of Trials
volume: 12
doi: 10.1000/trial.1
paperurl: https://example.org/trial
tags: [alpha, beta]
abstract: |
  Trials are small.
permalink: /publication/trial
---
The text of the page.
"""
HUGO = """+++
title = "Effects of a small trial"
authors = ["Eva Lind", "Tom Berg"]
date = 2020-05-03
publication_types = ["paper-conference"]
publication = "*Proceedings of Trials*"
url_code = "https://github.com/example/trial"
+++
"""


def read(text: str) -> Listing:
    """Read a text."""
    return parse_front_matter(text.encode(), "a.md")


def one(text: str) -> Record:
    """The record of a text in which nothing is wrong."""
    listing = read(text)
    assert (listing.failures, listing.remarks) == ([], [])
    (record,) = listing.records
    return record


def test_every_field_of_yaml_is_read() -> None:
    record = one(JEKYLL)
    assert (record.title, record.abstract, record.line) == ("Effects of a small trial", "Trials are small.", 1)
    assert record.facts == {
        "authors": ["Eva Lind", "Tom Berg"],
        "published": "2020-05-03",
        "venue": "Journal of Trials",
        "doi": "10.1000/trial.1",
        "links": [{"label": "example.org", "url": "https://example.org/trial"}],
        "publication": {"volume": "12", "keyword": ["alpha", "beta"]},
    }


def test_every_field_of_toml_is_read() -> None:
    assert one(HUGO).facts == {
        "authors": ["Eva Lind", "Tom Berg"],
        "published": "2020-05-03",
        "venue": "Proceedings of Trials",
        "code": ["https://github.com/example/trial"],
        "publication": {"type": "paper-conference"},
    }


def test_files_packed_into_one_are_read_each_and_a_bad_one_costs_only_itself() -> None:
    text = pack({"b/index.md": JEKYLL, "a.md": HUGO, "c.md": "No header.", "d.md": "---\ntitle: [\n---\n"})
    listing = read(text)
    assert [record.cite_key for record in listing.records] == ["a", "b"]
    lines = text.splitlines()
    assert [lines[record.line - 1] for record in listing.records] == [
        "<!-- file: a.md -->",
        "<!-- file: b/index.md -->",
    ]
    assert [lines[f.line - 1] for f in listing.failures] == ["<!-- file: c.md -->", "<!-- file: d.md -->"]
    assert "c.md: no front matter." in listing.failures[0].message


@pytest.mark.parametrize("header", ["- a list", "a: &a [x, x]\nb: [*a, *a]", "a: 'open", "[" * 5000, "title: \x00"])
def test_a_header_that_cannot_be_used_is_a_failure(header: str) -> None:
    listing = read(f"---\n{header}\n---\n")
    assert (listing.records, len(listing.failures)) == ([], 1)


def test_people_in_parts_and_in_words_are_all_kept() -> None:
    found = one("---\ntitle: A title\nauthors:\n  - name: Eva Lind\n    affiliation: X\n  - Tom Roe\n---\n")
    assert found.facts == {"authors": ["Eva Lind", "Tom Roe"]}


@pytest.mark.parametrize("said", ["*Journal* of Trials", "*Journal of Trials*", "_Journal of Trials_"])
def test_emphasis_is_none_of_the_journal_s_name(said: str) -> None:
    assert one(f"+++\ntitle = 'A title'\npublication = '{said}'\n+++\n").facts["venue"] == "Journal of Trials"


def test_packed_files_end_with_one_line_end() -> None:
    packed = pack({"b.md": "---\ntitle: B\n---\n\n", "a.md": "---\ntitle: A\n---"})
    assert packed.endswith("---\n")
    assert not packed.endswith("\n\n")
    assert [record.title for record in read(packed).records] == ["A", "B"]
