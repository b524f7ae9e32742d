"""What comes near to breaking a rule and does not: each stands in the survey of the cases, and is let pass."""

from datetime import date
from pathlib import Path

import pytest
from livingsurvey.checks.run import check
from livingsurvey.model.prose_text import without_code
from livingsurvey.store import load

from tests.builders import SURVEY_YML, paper_file
from tests.checks.cases import (
    ABOUT,
    CLEAN,
    NAMED,
    PROSE,
    QUOTED,
    SEEN,
    SEEN_A,
    SOURCES,
    TERMS,
    TOPIC,
    abstracted,
    folder,
    quoting,
)

EXAMPLES = f"""\
{SURVEY_YML}  included: [{{papers: [a-paper], why: W.}}, {{title: A paper, why: W.}}, {{title: A book, why: W.}}]
  excluded: [{{title: E-papers, papers: [e-paper], why: W.}}, {{title: Half a paper, why: W.}}]
  borderline: [{{title: A paper, why: W.}}, {{papers: [e-paper], status: excluded, why: W.}}]
"""
RETITLED = "provenance: {title: {corrected: The publisher has another.}}\n"
CORRECTED = "provenance: {abstract: {corrected: The publisher says more.}}\n"
TWO_LINES = "  The abstract of f-paper.  \n  It is."
A, F = "papers/a-paper.md", "papers/f-paper.md"


def _paper(rule: str, fields: str) -> tuple[str, str, str]:
    return rule, F, paper_file("f-paper", fields)


def _titled(rule: str, title: str) -> tuple[str, str, str]:
    return rule, F, paper_file("f-paper").replace("title: F paper", f"title: {title}")


def _notes(rule: str, notes: str) -> tuple[str, str, str]:
    return rule, F, paper_file("f-paper", body=notes)


def _claim(rule: str, form: str, value: str, low: str, unit: str) -> tuple[str, str, str]:
    quote = "It takes half of 1,024 MB"
    return rule, F, abstracted("f-paper", quoting(quote, form, value, low, unit), quote)


NEIGHBOURS = [
    _paper("alias-taken", "aliases: [f, f-2]\n"),
    _titled("title-form", "GPU"),
    _titled("title-form", "BERT, GPT and CLIP"),
    _titled("title-form", "Wait for it..."),
    _titled("title-form", "“Quoted”, a title?"),
    _paper("author-form", "authors: [Sammy Davis Jr., 'Henry Ford, Jr.', Madonna, 李明, O'Brien-Smith Anders]\n"),
    _paper("author-form", "authors: [Ferdinand Sandler, Andy Hall, Etta Alman]\n"),
    _paper("author-form", "authors: [H1 Collaboration, NA62, KM3NeT, D0 Collaboration, P5+]\n"),
    _paper("author-form", "authors: ['Acme, Inc.', Arts and Letters, Procter & Gamble, Institute of Ports and Seas]\n"),
    _paper("author-form", "authors: [World Health Organization and World Bank, 'University of X, Office, Rome']\n"),
    _paper("author-form", "authors: ['A, B, C']\npublication: {names: {'A, B, C': {family: 'A, B, C'}}}\n"),
    _paper("repeated-value", "authors: [Wei Wang, Wei  Wang]\n"),
    _paper("future-date", "published: 2026-01-01\n"),
    _paper("future-date", "published: '2026'\n"),
    _paper("future-date", "published: 2028-12\n"),
    _paper("future-date", "published: '1543'\n"),
    _paper("future-date", "published: '0814-01-28'\n"),
    _paper("impossible-arxiv", "arxiv: '2601.04315'\n"),
    _paper("impossible-arxiv", "arxiv: '0704.0001'\n"),
    _paper("impossible-arxiv", "arxiv: '1412.9999'\n"),
    _paper("impossible-arxiv", "arxiv: hep-th/9901001\n"),
    _paper("dates-disagree", "published: 2023-01\narxiv: '2412.04315'\n"),
    _paper("dates-disagree", "published: '2022'\narxiv: '2412.04315'\n"),
    _paper("dates-disagree", "published: 2019-06\n"),
    _paper("dates-disagree", "published: '2020'\narxiv: '1709.04464'\n"),
    _paper("identifiers-disagree", "arxiv: '2412.04315'\ndoi: 10.48550/ARXIV.2412.04315\n"),
    _paper("identifiers-disagree", "arxiv: '2412.04315'\ndoi: 10.1145/3600006.3613165\n"),
    _paper("doi-form", "doi: 10.1002/(SICI)1097-4571(199801)49:1-3.0.CO;2-3\n"),
    _paper("doi-form", "doi: '10.1002/1097-0258(19980815/30)17:15/16;2-#'\n"),
    _paper("doi-form", "doi: 10.18653/v1/2023.acl-long.1\n"),
    _paper("tracking-link", "code: ['https://a.org/b?ref=main&utm=1&source=2#utm_source']\n"),
    _paper("plain-http", "code: ['http://a-small-lab.edu/code']\n"),
    _paper("deceptive-link", "code: ['https://a.org:8443/x@y?z=1', 'https://gitee.com/a', 'https://1.example.org/a']\n"),
    _paper("deceptive-link", "code: ['https://müller.example.org/a', 'https://президент.рф/b', 'https://例え.jp/']\n"),
    _notes("deceptive-link", "See `https://a:b@c.org/` and a@b.org.\n"),
    _notes("unsafe-link", "See [it](https://a.org/javascript:x), `[a](javascript:b)`, and data: it is.\n"),
    _notes("leaving-link", "[a](../topics/topic.md) [b](#part) [c](?x=//y) [d](mailto:a@b.org) [e](HTTPS://b.org//c)\n"),
    _notes("leaving-link", "[a](../data/papers.bib) `[b](//c)` //c https:c [d]: [e](<https://b.org/c d>)\n"),
    _paper("repeated-link", "arxiv: '2412.04315'\ncode: [https://a.org/b, https://a.org/b/c, https://a.org/b?x]\n"),
    _paper("vocabulary-synonym", "models: [Mass]\n"),
    _paper("term-spelling", "methods: [latency, Delay]\n"),
    ("near-synonyms", "vocabulary/kinds.yml", TERMS + "- {id: ways, name: Methods, definition: D., parent: method}\n"),
    ("near-synonyms", "vocabulary/kinds.yml",
     TERMS + "- {id: c, name: C, definition: D.}\n- {id: c-plus, name: C+, definition: D.}\n"),
    ("term-cycle", "vocabulary/kinds.yml", TERMS + "- {id: a, name: A, definition: D., parent: lag}\n"),
    (
        "near-synonyms",
        "vocabulary/methods.yml",
        f"{NAMED}- {{id: x, name: Xs (a), definition: D.}}\n- {{id: y, name: Xs (b), definition: D.}}\n",
    ),
    (
        "term-in-two-vocabularies",
        "vocabulary/methods.yml",
        f"{NAMED}- {{id: mass, name: Mass, definition: D., deprecated_to: latency}}\n"
        "- {id: work, name: Depth, definition: D., reference: {title: On Depth}}\n",
    ),
    (
        "term-only-excluded",
        "papers/e-paper.md",
        paper_file("e-paper", "status: excluded\nreason: method\nmethods: [Latency]\n"),
    ),
    ("unused-term", "vocabulary/methods.yml", NAMED + "- {id: old, name: O, definition: D., deprecated_to: latency}\n"),
    ("vocabulary-order", "vocabulary/kinds.yml", TERMS),
    _paper("excluded-in-topic", "status: excluded\nreason: method\ntopics: []\n"),
    ("topic-size", "topics/area.md", CLEAN["topics/area.md"]),
    _claim("value-not-in-quote", "change", "50", "", "'%'"),
    _claim("value-not-in-quote", "factor", "2", "", "×"),
    _claim("value-not-in-quote", "level", "1024", "", "MB"),
    _claim("change-form", "change", "-100", "", "'%'"),
    _claim("change-form", "change", "300", "", "'% throughput'"),
    _claim("change-form", "share", "400", "", "'% of baseline'"),
    _claim("change-form", "points", "-0.5", "", "seconds"),
    _claim("change-form", "level", "0.5", "", "GB"),
    _notes("citation-form", "Write to a@b-c.org or @someone-else, see [@a-paper; @b-paper] and `@a-paper`.\n"),
    ("bound-dropped", "topics/topic.md", f"{TOPIC}It is 2 to 2.5 times faster [@a-paper], or 9 times.\n{PROSE}"),
    ("repeated-phrase", "topics/topic.md", f"{TOPIC}{'It is the same as it was before. ' * 9}\n{PROSE}"),
    _notes("quoted-words", "It is “2 to 2.5 times … the abstract,” says @a-paper. And “so on”. It is “so”.\n"),
    _notes("quoted-words", "`“no”` is code, 5\" no quotation [@a-paper]. “The abstract of B-paper” is [@b-paper].\n"),
    ("example-status", "survey.yml", EXAMPLES),
    _notes("citation-as-noun", "H2O [@a-paper] keeps it [@b-paper; @a-paper]. See [@a-paper].\n\nBoth [@b-paper].\n"),
    _notes("citation-as-noun", "- @a-paper keeps it, according to @b-paper; in `[@a-paper]` too.\n"),
    _notes("heading-level", "## Part\n\n### Deep\n\n## Part\n\n#no heading, #1\n\n```\n# comment\n```\n"),
    ("heading-level", "topics/topic.md", TOPIC + "\n### Part\n\n#### Deep\n"),
    ("number-without-claim", "topics/topic.md", TOPIC + "\n`cost = 2 × layers`, twice as much [@a-paper].\n"),
    (*_paper("latex-in-text", "evidence: It is $2\\times$ faster.\n"),),
    _notes("raw-html", "If a < b and b > c, `<b>` is code, <https://a.org/b> a link, and <3 a heart.\n"),
    _notes("image-in-prose", "Wow! [It](https://a.org/b) `![is](x)`.\n"),
    _notes("dead-link", "`[a](absent.md)`\n"),
    ("hidden-baseline", "topics/topic.md", f"{TOPIC}It is 3 times faster [@d-paper].\n{PROSE}"),
    ("hidden-baseline", "topics/topic.md", f"{TOPIC}It is 3 or even 9 times faster [@d-paper].\n{PROSE}"),
    ("hidden-baseline", "topics/topic.md", f"{TOPIC}It is faster than two [@d-paper]. Nine did that.\n{PROSE}"),
    ("number-without-claim", "topics/topic.md", f"{TOPIC}It is 2.5 times faster\n[@a-paper]. GPT-4 too.\n{PROSE}"),
    ("number-without-claim", "topics/topic.md", f"{TOPIC}Since 1964; at 13 TeV the 95% interval is wide.\n{PROSE}"),
    ("number-without-claim", "topics/topic.md", f"{TOPIC}It has 3 × 4 sheets in 30% salt, 40 groups.\n{PROSE}"),
    ("seen-elsewhere", A, SEEN_A.replace("title: A paper", "title: Another").replace(SEEN, SEEN + RETITLED)),
    ("not-as-captured", A, SEEN_A.replace("title: A paper", "title: A PAPER.")),
    ("not-as-captured", A, SEEN_A.replace("times faster", "times\n  faster")),
    ("not-as-captured", A, SEEN_A.replace(QUOTED, f"{QUOTED} And more.").replace(SEEN, f"{SEEN}{CORRECTED}")),
    ("needless-correction", A, SEEN_A.replace(QUOTED, f"{QUOTED} And more.").replace(SEEN, f"{SEEN}{CORRECTED}")),
    _paper("not-as-captured", "published_abstract: It is.\nprovenance: {published_abstract: {corrected: Why.}}\n"),
    _paper("not-as-captured", "published_abstract: The abstract  of f-paper.\n"),
    _paper("fact-elsewhere", "venue: Another\nprovenance: {venue: {file: f.jsonl, line: 1, corrected: Why.}}\n"),
    _paper("fact-elsewhere", "venue: Another\nprovenance: {venue: {corrected: Why.}}\n"),
    _paper("fact-elsewhere", "doi: 10.1000/typed\n"),
    ("source-unlisted", "sources/README.md", "About them.\n"),
    ("source-changed", "sources/sources.yml", SOURCES),
    ("fact-elsewhere", F, paper_file("f-paper", "authors: [Ada Lovelace]\nvenue: A Venue\n",
     after="provenance:\n  authors: {file: f.jsonl, line: 1}\n  venue: {file: f.jsonl, line: 1}\n")),
    _titled("hidden-characters", "می‌خواهم and 👩‍💻"),
    _paper("broken-characters", "authors: [Ângela Ñuñez, José Ão, Þór Ævar]\n"),
    _titled("broken-characters", "'Of 5 Å–10 Å, “2 Å” and 3 Å—a width'"),
    _titled("html-entity", "AT&T; R&D, and Q&A;"),
    _titled("title-form", "Essays in Honour of K. M."),
    _titled("title-form", "'A Handbook, 2nd ed.'"),
    _titled("script-in-text", "'JavaScript: a survey of script tags and on-line data'"),
    _titled("script-in-text", "'The <script> tag, onload=\"x\" and javascript:void considered harmful'"),
    _titled("html-tag", "'The <script>, <b> and <blink> tags'"),
    _titled("placeholder", "'TODO or to bug, with XXX'"),
    _titled("html-tag", "'If a<b then b>a, and x <- y'"),
    _titled("latex-in-text", "It costs $5 to $10 for H_2O and x^{2}"),
    _titled("odd-spaces", "A plain title"),
    _titled("placeholder", "todo lists and XXXL models"),
    _titled("look-alike-letters", "β-VAE, μm, Δt, Привет and Αθήνα"),
    ("stray-file", "sources/notes.pdf", "x\n"),
    ("stray-file", "facts/README.md", "About them.\n"),
    ("governing-file", "pages/about-git.md", ABOUT),
    ("governing-file", "papers/.gitkeep", ""),
    ("taken-address", "vocabulary/kinds.yml", f"{TERMS}- {{id: all, name: All, definition: D.}}\n"),
    ("taken-address", "vocabulary/reasons.yml", f"{TERMS}- {{id: con, name: Con, definition: D.}}\n"),
    _paper("many-aliases", f"aliases: [{', '.join(f'old-{n}' for n in range(50))}]\n"),
    ("trailing-space", F,
     paper_file("f-paper", body="A hard break:  \nhere.\n").replace("  The abstract of f-paper.", TWO_LINES)),
    ("tab-in-fields", F, paper_file("f-paper", body="a:\tb\n").replace("The abstract", "The:\tabstract")),
    ("field-order", F, paper_file("f-paper", "# a comment: first\nauthors:\n- Ada Lovelace\n")),
    ("last-line", "pages/more.md", f"{ABOUT}It is.\n"),
    ("large-file", F, paper_file("f-paper", body="word " * 5_000 + "\n")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "file", "text"), NEIGHBOURS, ids=lambda value: ascii(value)[:40])
def test_what_only_comes_near_is_let_pass(tmp_path: Path, rule: str, file: str, text: str) -> None:
    root = folder(tmp_path, CLEAN | {file: text})
    found = [found for found in check(root, load(root), date(2026, 1, 1)) if found.rule in (rule, "schema", "yaml")]
    assert [str(one) for one in found if one.file == f"content/{file}"] == []


def test_runs_of_backquotes_that_nothing_closes_take_no_time_and_hide_no_link() -> None:
    text = " ".join("`" * n for n in range(4, 400)) + " [x](y.md) ``` a [z](z.md) ``` b"
    spoken = without_code(text)
    assert len(spoken) == len(text)
    assert "[z]" not in spoken
    assert "b" in spoken
