"""A survey in which everything is as it should be, and for every rule the files that break it."""

from pathlib import Path
from typing import NamedTuple

from tests.builders import paper_file, survey_folder

AREA = f"---\ntitle: Area\nsummary: S.\n---\n{'word ' * 110}\n"
TOPIC = """\
---
title: Topic
parent: area
summary: S.
start_here:
  - {key: a-paper, why: It is first.}
  - {key: b-paper, why: It is next.}
---
"""
PROSE = "word " * 160 + "\n"
ABOUT = "---\ntitle: About\n---\n"
SOURCES = f"- id: capture\n  file: c.txt\n  format: f\n  origin: o\n  sha256: {'0' * 64}\n"
TERMS = """\
- {id: method, name: Method, definition: D.}
- {id: latency, name: Latency, definition: D., synonyms: [Delay]}
- {id: lag, name: Lag, definition: D., deprecated_to: latency}
"""
CURATED = """\
status: included
kind: method
topics: [topic]
benchmarks: [Latency]
summary: It does one thing to another, to save a third.
claims:
  - {quote: The abstract of a-paper., measure: latency, change: {form: factor, value: 2.5, low: 2, unit: ×}}
seen: [{source: capture, rank: 1, line: 1}]
"""
NOTES = "See [@b-paper], [its page](papers/b-paper.md) and [the topic](topics/topic.md#papers).\n"

CLEAN = {
    "papers/a-paper.md": paper_file("a-paper", CURATED, NOTES),
    **{f"papers/{key}.md": paper_file(key, "topics: [topic]\n") for key in ("b-paper", "c-paper", "d-paper")},
    "papers/e-paper.md": paper_file("e-paper", "status: excluded\nreason: method\ntopics: [topic]\n"),
    "topics/area.md": AREA,
    "topics/topic.md": f"{TOPIC}It is 2 to 2.5 times faster [@a-paper; @b-paper], as GPT-4 is.\n\n{PROSE}",
    "pages/about.md": f"{ABOUT}[Sources](sources.md), [home](index.md), [web](https://a.example/b.md), [here](#top).\n",
    "sources/sources.yml": SOURCES,
    **{f"vocabulary/{name}.yml": TERMS for name in ("kinds", "reasons", "measures", "benchmarks", "models", "methods")},
}


class Case(NamedTuple):
    """A file that breaks a rule once, the line where it does (0: the file as a whole), and what the message names."""

    rule: str
    file: str
    text: str
    line: int
    names: str


def _paper(rule: str, fields: str, line: int, names: str) -> Case:
    return Case(rule, "papers/f-paper.md", paper_file("f-paper", fields), line, names)


def _topic(rule: str, text: str, line: int, names: str) -> Case:
    return Case(rule, "topics/topic.md", text, line, names)


CASES = [
    _paper("unknown-topic", "topics:\n  - topic\n  - absent\n", 6, "«absent»"),
    _paper("unknown-topic", "topics: [area]\n", 4, "«area» is an area"),
    _topic("unknown-topic", TOPIC.replace("parent: area", "parent: absent") + PROSE, 3, "«absent»"),
    Case("unknown-topic", "topics/deep.md", TOPIC.replace("parent: area", "parent: topic"), 3, "area «topic»"),
    Case("bad-key", "papers/con.md", paper_file("con"), 2, "«con»"),
    Case("bad-key", "topics/nul.md", f"---\nkey: nul\n{AREA[4:]}", 2, "«nul»"),
    Case("bad-key", "pages/aux.md", f"---\nkey: aux\n{ABOUT[4:]}", 2, "«aux»"),
    Case("bad-key", "pages/index.md", ABOUT, 0, "«index»"),
    Case("duplicate-title", "papers/f.md", paper_file("f").replace("title: F", "title: A paper"), 3, "a-paper"),
    Case("duplicate-title", "papers/f.md", paper_file("f").replace("title: F", "title: A – PAPER!"), 3, "a-paper"),
    Case("dead-link", "papers/f.md", paper_file("f", body="\nAs in\n[@absent].\n"), 9, "[@absent]"),
    Case("dead-link", "papers/f.md", paper_file("f", body="See [@a-paper; @absent].\n"), 7, "[@absent]"),
    _topic("dead-link", f"{TOPIC}\nSee [it](papers/absent.md).\n{PROSE}", 10, "«papers/absent.md»"),
    _topic("dead-link", f"{TOPIC}See [it](../topics/absent.md#x).\n{PROSE}", 9, "topics/absent.md»"),
    Case("dead-link", "pages/more.md", f"{ABOUT}[One](about.md), [two](absent.md).\n", 4, "«absent.md»"),
    Case("dead-link", "pages/more.md", f"{ABOUT}[@absent]\n", 4, "[@absent]"),
    _paper("unknown-source", "seen: [{source: lost, rank: 1, line: 1}]\n", 4, "«lost»"),
    _topic("unknown-start", TOPIC.replace("key: b-paper", "key: lost") + PROSE, 7, "«lost»"),
    _paper("included-incomplete", CURATED.replace("kind: method", "kind:"), 5, "«kind:»"),
    _paper("included-incomplete", CURATED.replace("topics: [topic]", "topics: []"), 6, "«topics:»"),
    _paper(
        "included-incomplete", CURATED.replace("It does one thing to another, to save a third.", ""), 8, "«summary:»"
    ),
    _paper("excluded-without-reason", "reason:\nstatus: excluded\n", 5, "no reason"),
    _paper("excluded-without-reason", "status: excluded\nreason: dull\n", 5, "«dull» is no reason"),
    _paper("excluded-without-reason", "status:\nreason: method\n", 5, "not excluded"),
    _paper("vocabulary-synonym", "benchmarks: [Latency]\nmodels: [Delay]\n", 5, "«Delay» is called «Latency»"),
    _paper("vocabulary-synonym", "methods:\n  - Latency\n  - Lag\n", 6, "«Lag» is called «Latency»"),
    _paper("unknown-term", "benchmarks:\n  - Latency\n  - Latence\n", 6, "«Latence»"),
    _paper("unknown-term", "kind: methods\n", 4, "«methods»"),
    _paper(
        "unknown-term", CURATED.replace("measure: latency", "measure: speed").replace("a-paper", "f-paper"), 10, "speed"
    ),
    _paper("summary-form", f"summary: {'word ' * 31}\n", 4, "31 words"),
    Case(
        "summary-form",
        "papers/f.md",
        paper_file("f", "summary: Here one Two three, four five six seven EIGHT!\n").replace(
            "The abstract", "One two three four five six seven eight. The abstract"
        ),
        4,
        "“one two three four five six seven eight”",
    ),
    _paper("quote-not-in-abstract", CURATED.replace("The abstract of a-paper", "An abstract"), 10, "«An abstract.»"),
    _topic("topic-prose", f"{TOPIC}{'word ' * 149}\n", 0, "149 words; 150 to 400"),
    _topic("topic-prose", f"{TOPIC}{'word ' * 401}\n", 0, "401 words; 150 to 400"),
    Case("topic-prose", "topics/area.md", f"---\nkey: area\n{AREA[4:]}" + "word " * 150, 2, "260 words; 100 to 250"),
    _topic("topic-prose", TOPIC.replace("  - {key: b-paper, why: It is next.}\n", "") + PROSE, 0, "names 1 papers"),
    Case("topic-size", "topics/small.md", f"---\nkey: small\n{TOPIC[4:]}{PROSE}", 2, "«small» holds 0 papers"),
    _topic("excluded-cited", f"{TOPIC}As in\n[@b-paper; @e-paper].\n{PROSE}", 10, "«e-paper»"),
    _topic("excluded-cited", TOPIC.replace("b-paper", "e-paper") + PROSE, 7, "«e-paper»"),
    _topic("number-without-claim", f"{TOPIC}It is\n37 times faster [@a-paper].\n{PROSE}", 10, "«37»"),
    _topic("number-without-claim", f"{TOPIC}It is faster [@a-paper]. By 2.5 times.\n{PROSE}", 9, "«2.5»"),
    _topic("number-without-claim", f"{TOPIC}It is 3x faster [@a-paper].\n{PROSE}", 9, "«3»"),
    Case("vocabulary-clash", "vocabulary/kinds.yml", f"{TERMS}- {{id: lag, name: Slow, definition: D.}}\n", 3, "«lag»"),
    Case(
        "vocabulary-clash",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: slow, name: Slow, definition: D., synonyms: [Delay]}}\n",
        2,
        "«Delay»",
    ),
    Case(
        "vocabulary-clash",
        "vocabulary/kinds.yml",
        f"{TERMS}- {{id: slow, name: Slow, definition: D., parent: absent}}\n",
        4,
        "no term «absent»",
    ),
    Case("bad-key", "pages/method.md", ABOUT, 0, "«method»"),
]


def folder(root: Path, files: dict[str, str]) -> Path:
    """A survey of ``files``, by path below ``content``."""
    survey_folder(root)
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return root
