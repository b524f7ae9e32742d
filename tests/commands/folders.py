"""A survey on disk in which everything leads to everything, written by hand and with comments."""

from pathlib import Path

from livingsurvey.model import Survey
from livingsurvey.store import load
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import SurveyEdit
from livingsurvey.store.transaction import apply

from tests.builders import survey_folder

ALPHA = """\
---
# the first of its kind
key: alpha
title: Alpha  # as published
authors:
  - Ada Lovelace
published: 2024-05
arxiv: '2405.00001'
code: [ "https://example.org/a" ]   # two spaces, three spaces
status: included
kind: method
topics: [ caches,  decoding ]   # hand formatting
summary: It does something.
methods:
  - Adam      # which one?
  - KV cache
claims:
  - quote: It is 2x faster
    measure: latency
    change: {form: factor, value: 2, unit: ×}
abstract: |-
  It is 2x faster.
seen:
  - {source: s, rank: 1, line: 3}
provenance:
  arxiv: {url: 'https://example.org/answer'}
---

See [@beta] and `[@beta]`, which is code.
"""
BETA = """\
---
key: beta
title: Beta
published:   # to do
venue: A Venue 2024
kind: method
topics:
- decoding
abstract: |-
  Another text.
seen: [{source: s, rank: 2, line: 9}]
---
"""
TOPIC = """\
---
key: {key}
title: {title}
parent: all
summary: About {key}.
start_here:
  - key: alpha   # begin here
    why: It is short.
  - {{key: beta, why: "It is long."}}
---
{title} help [@alpha; @beta], or do not [@beta], see [the other](topics/caches.md) and [a paper](../papers/alpha.md).
"""
METHODS = """\
# Methods, by id.
- id: adam
  name: Adam   # the optimiser
  definition: An optimizer.
- {id: adamw, name: AdamW, definition: Another., parent: adam}
- id: kv-cache
  name: KV cache
  definition: Keys and values.
  synonyms: [key-value cache]

# the last
- id: old-cache
  name: Old cache
  definition: What it was.
  deprecated_to: kv-cache
"""
KINDS = "- {id: method, name: Method, definition: A method.}\n- {id: survey, name: Survey, definition: A survey.}\n"
MEASURES = (
    "- {id: latency, name: Latency, definition: Time., better: less}\n"
    "- {id: memory, name: Memory, definition: Space., better: less}\n"
)
MAP = '{\n"alpha": [10, 20],\n"beta": [30, 40]\n}\n'


def folder(root: Path) -> Path:
    """The survey below ``root``."""
    survey_folder(root, {"alpha": ALPHA, "beta": BETA})
    content = root / "content"
    (content / "vocabulary").mkdir(exist_ok=True)
    files = {
        "topics/all.md": "---\nkey: all\ntitle: All\nsummary: Everything.\n---\n",
        "topics/caches.md": TOPIC.format(key="caches", title="Caches"),
        "topics/decoding.md": TOPIC.format(key="decoding", title="Decoding"),
        "pages/about.md": "---\ntitle: About\n---\nAs @alpha says, [caches](topics/caches.md) help.\n",
        "vocabulary/methods.yml": METHODS,
        "vocabulary/kinds.yml": KINDS,
        "vocabulary/measures.yml": MEASURES,
        "map.json": MAP,
    }
    for name, text in files.items():
        (content / name).write_text(text)
    return root


def held(root: Path) -> Survey:
    """What the survey holds; nothing in it may be unreadable."""
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None
    return loaded.survey


def do(root: Path, step: SurveyEdit) -> list[str]:
    """Write a step; return the files that changed."""
    changes = changes_of(root, held(root), step)
    apply(root, changes)
    assert held(root) == held(root)
    return [change.file for change in changes]


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the content with its bytes."""
    content = root / "content"
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def lines_changed(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that only one of two texts has."""
    old, new = before.decode().split("\n"), after.decode().split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]
