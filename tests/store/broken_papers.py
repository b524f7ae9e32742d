"""A typical file of a paper, and slips in it: what is put for what, and what is told of it."""

from typing import NamedTuple

#: A file with every kind of value that papers have.
PAPER = """\
---
key: a
title: A survey on online learning
authors:
  - Davide Cacciarelli
  - Murat Kulahci
published: 2023-02
venue: Machine Learning 2024
arxiv: '2302.08893'
doi: 10.1007/S10994-023-06454-2
code:
  - https://github.com/THU-KEG/AdaptThink
links:
  - label: project page
    url: https://example.org/page
status: included
reason:
kind: survey
topics: [active-learning, annotation]
summary: Reviews methods that choose which data to label, with the aim of lowering cost.
models:
  - DeepSeek-R1-Distill
claims:
  - quote: AdaptThink reduces the average response length by 53%
    measure: tokens
    change: {form: change, value: -53, unit: '%'}
    against: DeepSeek
abstract: |-
  Online active learning is a paradigm in machine learning: it aims to select data.

  The problem of minimizing the cost has gained attention.
seen:
  - {source: daily-papers-0, rank: 75, line: 309}
provenance:
  authors: {file: papers.jsonl, line: 75}
  venue: {file: papers.jsonl, line: 75}
---

Later arXiv versions retitled "Active learning".
"""


class Slip(NamedTuple):
    """A slip: what stands in the file and what is written for it; the line, column, rule, words and fix to be told."""

    old: str
    new: str
    line: int
    column: int
    words: str
    fix: str
    rule: str = "yaml"


TITLE = "title: A survey on online learning"
CHANGE = "{form: change, value: -53, unit: '%'}"
SLIPS = [
    Slip(TITLE, "title: 'A survey", 3, 8, "the quotation mark that opens", "Write ' at the end of the"),
    Slip(TITLE, 'title: "A survey', 3, 8, "the quotation mark that opens", 'Write " at the end of the'),
    Slip(TITLE, "title: A: survey", 3, 9, "a colon and a blank within", "Put the text in quotation"),
    Slip(TITLE, "title: A survey:", 3, 16, "a colon and a blank within", "Put the text in quotation"),
    Slip(TITLE, "title: @home", 3, 8, "text begins with «@»", "Put the text in quotation"),
    Slip(TITLE, "title: `x` y", 3, 8, "text begins with «`»", "Put the text in quotation"),
    Slip(TITLE, "title: %x", 3, 8, "text begins with «%»", "Put the text in quotation"),
    Slip(TITLE, "title: *x* y", 3, 8, "text begins with «*x*», which", "Put the text in quotation"),
    Slip(TITLE, "title: &x", 3, 8, "text begins with «&x», which", "Put the text in quotation"),
    Slip(TITLE, "title: !x", 3, 8, "text begins with «!x», which", "Put the text in quotation"),
    Slip(TITLE, "title: [Re] x", 3, 12, "text that begins with «[» is a", "Put the text in quotation"),
    Slip(TITLE, "title: {x} y", 3, 11, "text that begins with «{» is a", "Put the text in quotation"),
    Slip(TITLE, "title: {x", 3, 8, "«{» opens here and is never", "Write «}» at its end."),
    Slip(TITLE, "title: [x", 3, 8, "«[» opens here and is never", "Write «]» at its end."),
    Slip(TITLE, "title:A survey", 3, 7, "a blank is missing behind the", "Write «title: A survey»."),
    Slip(TITLE, "title: “A: b”", 3, 8, "«“» is no quotation mark to", "Put the text in quotation"),
    Slip(TITLE, "title: A b: c'", 3, 8, "the quotation mark at the end", "Put the text in quotation"),
    Slip(TITLE, "title: 'it's so'", 3, 11, "the text goes on behind this", "Write '' for a quotation"),
    Slip(TITLE, "title: |x", 3, 8, "behind «|» the text must begin", "Put the text in quotation"),
    Slip(TITLE, "title A survey", 3, 1, "this line is no field: a colon", "Write «title:», or indent"),
    Slip(TITLE, "title: > a", 3, 8, "behind «>» the text must begin", "Put the text in quotation"),
    Slip(TITLE, "title: - a", 3, 8, "the first entry of a list", "Begin each entry of a list"),
    Slip(TITLE, 'title: "a \\q b"', 3, 11, "«\\» in double quotation marks", "Write \\\\, or put the text"),
    Slip(TITLE, "title: ,x", 3, 8, "text begins with «,»", "Put the text in quotation"),
    Slip(TITLE, "\ttitle: x", 3, 1, "the line is indented with a", "Indent it with blanks."),
    Slip(TITLE, " title: x", 3, 2, "the line is indented deeper", "Indent it as the line"),
    Slip(TITLE, "title: a\nmore of it", 4, 1, "this line is no field: a colon", "Write «more:», or indent"),
    Slip(TITLE, "title: x\ntitle: y", 4, 1, "«title» appears twice, first", "Keep one of them."),
    Slip(TITLE, "Title: x", 3, 1, "there is no field «Title»", "Did you mean title? Else", "schema"),
    Slip(TITLE, "title: a\x07b", 3, 9, "an invisible character", "Remove it."),
    Slip(TITLE, "title: true", 3, 1, "title: «true» without", "Write it in quotation", "schema"),
    Slip(TITLE, "title: [a, b]", 3, 1, "title: one text is expected,", "Write Coral Bleaching", "schema"),
    Slip("  - Murat", "  -Murat", 6, 3, "a blank is missing behind the", "Write «- Murat Kulahci»."),
    Slip("  - Murat", "- Murat", 6, 1, "the indent fits none of the", "Indent it as its"),
    Slip("  - Murat", " - Murat", 6, 2, "the indent fits none of the", "Indent it as its"),
    Slip("  - Murat", "\t- Murat", 6, 1, "the line is indented with a", "Indent it with blanks."),
    Slip("  - Murat", "  Murat", 6, 3, "the hyphen of an entry of the", "Write «- Murat Kulahci»."),
    Slip("authors:\n", "authors: ", 4, 12, "the first entry of a list", "Begin each entry of a list"),
    Slip(
        "[active-learning, annotation]",
        "[active-learning, annotation",
        19,
        9,
        "«[» opens here and is never",
        "Write «]» at its end.",
    ),
    Slip(CHANGE, "{form: change, value: -53 unit: '%'}", 26, 43, "a comma or a bracket is", "Part the entries by"),
    Slip(
        CHANGE,
        "{form: change, value: -53, unit: '%}",
        26,
        46,
        "the quotation mark that opens",
        "Write ' at the end of the",
    ),
    Slip(CHANGE, "{form: change, value: -53, unit: %}", 26, 46, "text cannot begin so", "Put the text in quotation"),
    Slip(
        CHANGE,
        "{form: change, value:-53, unit: '%'}",
        26,
        28,
        "claims: entry 1: change: a",
        "Write value: -53",
        "schema",
    ),
    Slip("    measure", "   measure", 25, 4, "the indent fits none of the", "Indent it as its"),
    Slip("    measure", "     measure", 25, 6, "the line is indented deeper", "Indent it as the line"),
    Slip("measure: ", "measure:", 25, 13, "a blank is missing behind the", "Write «measure: tokens»."),
    Slip("  The problem", " The problem", 31, 2, "the line is indented less than", "Indent it by 2 blanks."),
    Slip("  The problem", "The problem", 31, 1, "this line is no field and no", "Write «---» above it if"),
    Slip("abstract: |-", "abstract: x", 29, 3, "the line is indented deeper", "Indent it as the line"),
    Slip("    url: https", "    url:https", 15, 9, "a blank is missing behind the", "Write «url:"),
    Slip("reason:", "reason", 17, 1, "this line is no field: a colon", "Write «reason:», or indent"),
    Slip("arxiv: '", "arxiv: ", 9, 1, "arxiv: «2302.08893'» is not an", "Write 2302.08893.", "schema"),
    Slip("08893'", "08893", 9, 8, "the quotation mark that opens", "Write ' at the end of the"),
    Slip(
        "published: 2023-02",
        "published: 2024-13-45",
        7,
        1,
        "published: «2024-13-45» is not",
        "Write 2024, 2024-12 or",
        "schema",
    ),
    Slip(
        "venue: Mach", "<<<<<<< HEAD\nvenue: Mach", 8, 1, "«<<<<<<<» marks a conflict of", "Keep one version, or both"
    ),
    Slip(
        "Later arXiv",
        "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> b",
        39,
        1,
        "«<<<<<<<» marks a conflict of",
        "Keep one version, or both",
    ),
    Slip("---\nkey", "key", 1, 1, "no front matter: «---» is", "Write a line «---» above", "front-matter"),
    Slip("---\nkey", "--\nkey", 1, 1, "no front matter: the first", "Write «---» there.", "front-matter"),
    Slip("---\nkey", "---key", 1, 4, "«---» must stand on a line of", "Begin a new line behind", "front-matter"),
    Slip("---\n\nLater", "\nLater", 38, 1, "the front matter has no end:", "Write «---» again above", "front-matter"),
    Slip(
        "---\n\nLater", "--\n\nLater", 37, 1, "the front matter has no end:", "Write «---» there again,", "front-matter"
    ),
    Slip("75}\n---", "75}---", 36, 40, "the front matter has no end:", "Write «---» on a line of", "front-matter"),
]
