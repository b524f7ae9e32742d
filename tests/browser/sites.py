"""Sites to open in a browser: where they stand, what kinds of page they have, and a small curated one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from livingsurvey.analysis.index_entries import index_entries, keys_of_people, keys_of_venues
from livingsurvey.model import Survey

from tests.build.sites import built_site
from tests.builders import REPOSITORY, survey_folder

#: A page of each kind: its address from the site's root.
PAGES: dict[str, Callable[[Survey], str]] = {
    "home": lambda survey: "index.html",
    "explore": lambda survey: "explore.html",
    "topics": lambda survey: "topics/index.html",
    "area": lambda survey: f"topics/{survey.areas[0].key}.html",
    "topic": lambda survey: f"topics/{_largest_topic(survey)}.html",
    "paper": lambda survey: f"papers/{_richest_paper(survey)}.html",
    "papers": lambda survey: "papers/index.html",
    "index": lambda survey: "browse.html",
    "terms": lambda survey: "methods/index.html",
    "term": lambda survey: f"methods/{_busiest(survey, 'methods')}.html",
    "measure": lambda survey: f"measures/{_busiest(survey, 'measures')}.html",
    "people": lambda survey: "people/index.html",
    "person": lambda survey: f"people/{_busiest(survey, 'people')}.html",
    "venues": lambda survey: "venues/index.html",
    "venue": lambda survey: f"venues/{_busiest(survey, 'venues')}.html",
    "year": lambda survey: f"years/{_busiest(survey, 'years')}.html",
    "results": lambda survey: "results.html",
    "audit": lambda survey: "audit.html",
    "agreed": lambda survey: "consensus.html",
    "disputed": lambda survey: "disagreements.html",
    "questions": lambda survey: "questions.html",
    "compared": lambda survey: "compared.html",
    "compare": lambda survey: "compare.html",
    "reading-list": lambda survey: "reading-list.html",
    "gap-map": lambda survey: "gap-map.html",
    "map": lambda survey: "map.html",
    "trends": lambda survey: "trends.html",
    "method": lambda survey: "method.html",
    "rules": lambda survey: "rules.html",
    "download": lambda survey: "download.html",
    "sources": lambda survey: "sources.html",
    "about": lambda survey: "about.html",
    "correct": lambda survey: "correct.html",
}


def _largest_topic(survey: Survey) -> str:
    return max((t.key for t in survey.topics if t.parent), key=lambda key: len(survey.papers_of[key]))


def _richest_paper(survey: Survey) -> str:
    return max(survey.papers, key=lambda paper: (len(paper.claims), len(paper.abstract))).key


def _busiest(survey: Survey, kind: str) -> str:
    """The entry of this set with most papers."""
    entries = index_entries(survey, keys_of_people(survey), keys_of_venues(survey))[kind]
    return max(entries.values(), key=lambda entry: entry.total).key


@dataclass(frozen=True)
class Origin:
    """A built site, and the address its pages begin with."""

    base: str
    survey: Survey

    def __truediv__(self, path: str) -> str:
        return self.base + path

    def page(self, kind: str) -> str:
        """The address of a page of this kind."""
        return self / PAGES[kind](self.survey)

    def paper(self, key: str) -> str:
        """The address of a paper's page."""
        return self / f"papers/{key}.html"


@contextmanager
def origin_of(scheme: str, folder: Path, survey: Survey) -> Iterator[Origin]:
    """The site in ``folder`` as a reader meets it: on a server (``http``), or opened from the folder (``file``)."""
    if scheme == "file":
        yield Origin(f"{folder.as_uri()}/", survey)
        return
    server = _Server(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    # It runs on until the tests end: a page that they share may still be loading from it.
    yield Origin(f"http://127.0.0.1:{server.server_port}/", survey)


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for a dozen files at once; on a busy machine more than five wait


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder as static hosts do: what is missing is answered with ``404.html``."""

    def send_head(self) -> Any:
        """Answer as if nothing had been asked for before.

        Times in HTTP have no fractions: a page that is rewritten within a second would be "not modified".
        """
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def send_error(self, code: int, *args: Any, **kwargs: Any) -> None:
        """Send the site's own page for what is missing."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


CURATED = """\
key: alphacache
title: "AlphaCache: Keeping the KV Cache Small"
authors: [Ada Lovelace, Grace Hopper]
published: 2024-05-01
venue: A Conference on Serving
arxiv: "2405.00001"
doi: 10.1000/alpha
code: [https://github.com/example/alphacache]
status: included
kind: method
topics: [caches, routers]
summary: Keeps what attention needs and forgets the rest.
methods: [eviction]
claims:
  - quote: We reduce memory by 40% against a full cache on long documents, at no loss that we could measure.
    measure: peak-memory
    change: {form: change, value: -40, unit: "%"}
    against: a full cache
    on: long documents
abstract: |-
  Decoding keeps every key and value. We keep a tenth of them. BetaRoute is slower.
  We reduce memory by 40% against a full cache on long documents, at no loss that we could measure.
  See https://example.org/alphacache for more.
seen:
  - {source: listing-one, rank: 3, line: 17}
  - {source: listing-two, rank: 1, line: 5}
"""

EXCLUDED = """\
key: soups
title: A History of Soups
status: excluded
reason: out-of-scope
abstract: |-
  Broth through the ages, without any model.
"""

HOSTILE_TITLE = "<img src=x onerror=alert(1)> Zorbing & **stars** [here](javascript:alert(2)) {{ config }} `code`"
HOSTILE_TOPIC = '<b>Odd</b> & "ends" <img src=x onerror=alert(4)>'
HOSTILE_ABSTRACT = "</p></script><script>alert(3)</script> a | pipe, $x$ __y__, &amp; <b>bold</b> and ![pic](pic.png)"
HOSTILE = f"""\
key: hostile
title: '{HOSTILE_TITLE}'
status: included
kind: theory
topics: [caches]
published: 2023
venue: "<i>Venue</i> | and more"
summary: '<u>Summary</u> "quoted"'
abstract: |-
  {HOSTILE_ABSTRACT}
"""

LONG_WORD = "pneumono" * 12
WIDE = f"""\
key: wide
title: "{LONG_WORD}"
authors: ["{LONG_WORD}"]
code: [https://github.com/example/{LONG_WORD}]
status: included
kind: empirical-study
topics: [caches]
published: 2022
venue: {LONG_WORD}
summary: "{LONG_WORD}"
abstract: |-
  {LONG_WORD} and https://example.org/{LONG_WORD} are two words that no line of a narrow page can hold whole.
seen:
  - {{source: listing-one, rank: 4, line: 20}}
"""

PROSE = """
Caches grow with the text, unless an early exit stops it, see [@alphacache] and [@betaroute; @wide].

| Kept | Lost |
|--|--|
| keys | some of the values that nobody asks for again, however long the conversation becomes |

```
a line of code that is so long that it has to scroll inside its own box and not take the page with it, ever
```

- One thing takes 40 % less memory [@alphacache]
- And another

> Quoted.
"""

VOCABULARY = {
    "kinds": "- {id: method, name: method, definition: A new way of doing something.}\n",
    "measures": "- {id: peak-memory, name: memory, definition: What has to be kept, better: less}\n",
    "reasons": "- {id: out-of-scope, name: out of scope, definition: It is about something else.}\n",
    "methods": (
        "- {id: eviction, name: eviction, definition: Forgetting what is not needed.}\n"
        "- {id: early-exit, name: Early exit, definition: 'Stopping <b>early</b> & soon.', parent: eviction}\n"
        "- {id: late-exit, name: Late exit, definition: Stopping late., deprecated_to: early-exit}\n"
    ),
}


def _captured(paper: str) -> str:
    """A paper as a listing has it: its title on a line, its abstract on the next."""
    fields = yaml.safe_load(paper)
    return f"{fields['title']}\n{' '.join(fields['abstract'].split())}\n"


#: The captures, with titles on the lines where papers were seen.
OTHERS = "".join(
    f"Paper {n} of the Listing\nIt is in the listing alone, and in no file of the survey, which is told as a warning.\n"
    for n in (1, 2)
)
CAPTURES = {
    "one": OTHERS + "\n" * 12 + f"{_captured(CURATED)}\n{_captured(WIDE)}",
    "two": "\n" * 4 + _captured(CURATED),
}
SOURCES_YML = f"""\
- id: listing-one
  file: one.txt
  format: hf-daily-papers-text
  origin: A listing
  date: {{month: 7, day: 29}}
  sha256: {sha256(CAPTURES["one"].encode()).hexdigest()}
- id: listing-two
  file: two.txt
  format: hf-daily-papers-text
  origin: Another listing
  note: Has no date.
  sha256: {sha256(CAPTURES["two"].encode()).hexdigest()}
"""


ADVICE = "advice: If **memory** is short, take @alphacache.\n"
#: The figure of an area, the table of what to use when, and what one paper says of another.
DECISIONS_YML = """\
taxonomy: [kind, methods]
decisions:
  columns: [kind]
  constraints:
    - {id: memory, question: Memory is short, where: {measure: [peak-memory]}}
    - {id: new, question: "<b>Something new</b> & 'odd' is wanted", where: {kind: [method, system]}}
"""
RELATIONS_YML = """\
- {from: betaroute, to: alphacache, kind: disputes, quote: A router keeps the small model busy.}
"""


def _file(front: str, body: str = "") -> str:
    return f"---\n{front}---\n{body}"


def _simple(key: str, title: str, abstract: str, **fields: str) -> str:
    extra = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return _file(f'key: {key}\ntitle: "{title}"\n{extra}abstract: |-\n  {abstract}\n')


def general_config() -> str:
    """The real survey's configuration, without the pages that are its own."""
    config = (REPOSITORY / "mkdocs.yml").read_text()
    own = "      - Handbook: handbook.md\n"
    assert own in config
    return config.replace(own, "")


def curated_folder(root: Path) -> Path:
    """Write a small survey in which every field is filled somewhere; return its root."""
    papers = {
        "alphacache": _file(CURATED, "A note that cites [@betaroute].\n"),
        "betaroute": _simple(
            "betaroute", "BetaRoute: Sending Questions to Small Models", "A router keeps the small model busy.",
            status="included", kind="system", topics="[routers]", published="2025-01",
            authors='[Grace Hopper, "<b>Bold</b> Name"]', methods="[eviction, Early exit]",
        ),
        "gammacache": _simple(
            "gammacache", "GammaCache: Decoding with a Tenth of the Values", "Decoding keeps a tenth of the cache.",
            status="included", kind="method", topics="[caches]", published="2021",
        ),
        "hostile": _file(HOSTILE),
        "soups": _file(EXCLUDED),
        "wide": _file(WIDE),
        "oddity": _simple(
            "oddity", "An Oddity", "It stands in an odd topic.",
            status="included", kind="survey", topics="[odd]",
        ),
        "unscreened": _simple("unscreened", "A Paper Nobody Has Read Yet", "Its abstract waits."),
    }  # fmt: skip
    survey_folder(
        root,
        papers,
        topics__serving=_file("key: serving\ntitle: Serving\nsummary: Running models.\n", "An area in a sentence.\n"),
        topics__caches=_file(
            "key: caches\ntitle: Caches\nparent: serving\nsummary: Keeping keys and values.\n"
            "next_door: Routers are next door.\nstart_here:\n  - {key: alphacache, why: It is short.}\n",
            PROSE,
        ),
        topics__routers=_file(f"key: routers\ntitle: Routers\nparent: serving\nsummary: Choosing a model.\n{ADVICE}"),
        topics__odd=_file(f"key: odd\ntitle: '{HOSTILE_TOPIC}'\nparent: serving\nsummary: '{HOSTILE_TOPIC}'\n"),
        topics__empty=_file("key: empty\ntitle: Empty\nparent: serving\nsummary: Nothing yet.\n"),
        pages__about=_file("title: About\n", PROSE),
    )
    with (root / "content/survey.yml").open("a") as settings:
        settings.write(DECISIONS_YML)
    (root / "content/relations.yml").write_text(RELATIONS_YML)
    (root / "content/sources/sources.yml").write_text(SOURCES_YML)
    for name, text in CAPTURES.items():
        (root / f"content/sources/{name}.txt").write_text(text)
    (root / "content/vocabulary").mkdir()
    for name, terms in VOCABULARY.items():
        (root / f"content/vocabulary/{name}.yml").write_text(terms)
    (root / "mkdocs.yml").write_text(general_config())
    return root


def build_curated(root: Path) -> Path:
    """Build that small survey; return its root."""
    built_site(curated_folder(root))  # what is hostile is text, and built as such
    return root
