"""A small survey with something of everything, and the ways in which one changes between two builds."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import livingsurvey
from livingsurvey.build.mkdocs_site import settings_of
from livingsurvey.build.pipeline import build
from livingsurvey.store.theme_files import THEME

from tests.browser.sites import curated_folder
from tests.build.repositories import commit
from tests.build.sites import contents

#: Where the tool has the templates of what pages say.
SITE_TEMPLATES = Path(livingsurvey.__file__).parent / "site"

CONSENSUS = """\
- id: small-caches-do
  topics: [caches]
  statement: A small cache can do
  support:
    - {paper: alphacache, quote: We keep a tenth of them.}
    - {paper: gammacache, quote: Decoding keeps a tenth of the cache.}
    - {paper: betaroute, quote: A router keeps the small model busy.}
  date: 2026-01-01
"""
DISAGREEMENTS = """\
- id: is-routing-quicker
  topics: [routers, caches]
  about: Whether routing is quicker
  sides:
    - {paper: alphacache, says: It is slower, quote: BetaRoute is slower.}
    - {paper: betaroute, says: It keeps models busy, quote: A router keeps the small model busy.}
  why: They measure two things.
  date: 2026-01-02
"""
QUESTIONS = """\
- id: how-small
  topics: [caches]
  question: How small may a cache be?
  why: Nobody has gone below a tenth.
  support: [{paper: alphacache, quote: We keep a tenth of them.}]
  asked: 2026-01-03
  checked: 2026-01-03
"""
READINGS = "".join(
    json.dumps({"paper": paper, "field": field, "value": value, "reader": reader, "date": "2026-01-01"}) + "\n"
    for reader in ("first", "second")
    for paper, field, value in (
        ("alphacache", "kind", "method" if reader == "first" else "system"),
        ("betaroute", "kind", "system"),
        ("gammacache", "status", "included"),
    )
)
BENCHMARKS = """\
- {id: gsm8k, name: GSM8K, definition: Sums in words., synonyms: [grade school maths]}
- {id: long-bench, name: LongBench, definition: Long texts.}
"""
MODELS = """\
- id: gpt-2
  name: GPT-2
  definition: A model of language.
  reference: {title: Language Models, authors: [Ann Author], year: 2019, source: "https://example.org/gpt-2"}
- {id: alpha, name: Alpha, definition: What the paper brings., paper: alphacache}
"""
HAND = """\
---
title: Handbook
---
See [the paper](papers/gammacache.md), [its topic](topics/routers.md#papers) and [@gammacache]. An early exit is quick.
"""
OWN_STYLE = "p { color: inherit }\n"


def changing_survey(root: Path) -> Path:
    """Write the survey; return its root."""
    curated_folder(root)
    content = root / "content"
    files = {
        "statements/consensus.yml": CONSENSUS,
        "statements/disagreements.yml": DISAGREEMENTS,
        "statements/questions.yml": QUESTIONS,
        "readings/all.jsonl": READINGS,
        "vocabulary/benchmarks.yml": BENCHMARKS,
        "vocabulary/models.yml": MODELS,
        "pages/handbook.md": HAND,
    }
    for name, text in files.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text)
    _replace(content / "papers/alphacache.md", "methods: [eviction]", "methods: [eviction]\nbenchmarks: [GSM8K]")
    _replace(content / "papers/gammacache.md", "published:", "models: [GPT-2]\nbenchmarks: [LongBench]\npublished:")
    settings = root / "mkdocs.yml"
    own = "  name: survey\n  custom_dir: overrides\n"
    settings.write_text(re.sub(r"  name: survey .*\n", own, settings.read_text()) + "extra_css: [assets/own.css]\n")
    (root / "overrides/assets").mkdir(parents=True)
    (root / "overrides/assets/own.css").write_text(OWN_STYLE)
    return root


def built(root: Path) -> dict[str, bytes]:
    """Build a survey; return what is in its site, and in the folder of pages."""
    build(root)
    return made(root)


def made(root: Path) -> dict[str, bytes]:
    """What is in a survey's site and in its folder of pages, and which folders there are."""
    return {
        f"{name}/{path}": data
        for name, folder in (("site", Path(settings_of(root).site_dir)), ("docs", root / "build/docs"))
        for path, data in (contents(folder) | {f"{one}/": b"" for one in _folders(folder)}).items()
    }


def _folders(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()]


def cold(root: Path, copy: Path) -> dict[str, bytes]:
    """What a build makes of a copy of a survey's own files."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=lambda place, _: ("build", "site") if Path(place) == root else ())
    return built(copy)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files in which two sites differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


#: Changes a survey; what it cannot change any more stays as it is.
Change = Callable[[Path, Random], object]


def _replace(file: Path, old: str, new: str) -> None:
    if file.is_file() and old in (text := file.read_text()):
        file.write_text(text.replace(old, new, 1))


def _toggle(file: Path, text: str) -> None:
    """Write a file, or remove it."""
    if file.exists():
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def _either(file: str, one: str, other: str) -> Change:
    """Write one text in place of another, or the other way round."""

    def _change(root: Path, random: Random) -> None:
        path = root / file
        text = path.read_text() if path.is_file() else ""
        _replace(path, *((one, other) if one in text else (other, one)))

    return _change


def _file(name: str, text: str) -> Change:
    """Write a file that is not there, or remove it."""
    return lambda root, random: _toggle(root / name, text)


def _own(template: str, old: str, new: str) -> Change:
    """Let the survey have a template, style or script of its own in place of the theme's, or no more."""

    def _change(root: Path, random: Random) -> None:
        text = (THEME / template).read_text()
        assert old in text
        _toggle(root / "overrides" / template, text.replace(old, new))

    return _change


def _a_paper(root: Path, random: Random) -> Path | None:
    papers = sorted((root / "content/papers").glob("*.md"))
    return random.choice(papers) if papers else None


def reword_a_paper(root: Path, random: Random) -> None:
    """Another title, author, year, summary, topic or status."""
    if paper := _a_paper(root, random):
        n = random.randrange(100)
        text = paper.read_text()
        field, value = random.choice(
            [
                ("title", f"Paper {n}: About Things"),
                ("authors", f"[Grace Hopper, Person {n % 3}]"),
                ("published", f"20{n % 26:02}"),
                ("summary", f"Sum {n}."),
                ("topics", random.choice(["[caches]", "[routers]", "[routers, caches]", "[odd]"])),
                ("status", random.choice(["included", "excluded\nreason: out-of-scope", "unscreened"])),
                ("venue", random.choice(["Journal of Things", "A Conference on Serving"])),
                ("methods", random.choice(["[Early exit]", "[eviction, Late exit]", "[something new]"])),
                ("models", random.choice(["[GPT-2]", "[Alpha]", "[GPT-2, Alpha]"])),
                ("benchmarks", random.choice(["[GSM8K]", "[LongBench, grade school maths]"])),
                ("kind", random.choice(["method", "survey", "system"])),
                ("code", f"[https://github.com/example/repo{n}]"),
            ]
        )
        text = re.sub(rf"^{field}: .*\n(?:reason: .*\n)?", "", text, flags=re.MULTILINE)
        paper.write_text(text.replace("---\n", f"---\n{field}: {value}\n", 1))


def add_a_paper(root: Path, random: Random) -> None:
    """A new one, perhaps in a new year, by somebody who gets a page by it, and named by what others say."""
    n = random.randrange(1000)
    (root / f"content/papers/new-{n}.md").write_text(
        f"---\nkey: new-{n}\ntitle: 'NewThing{n}: Another Cache'\nauthors: [Ada Lovelace, Person {n % 4}]\n"
        f"published: {2015 + n % 14}\nstatus: included\nkind: method\ntopics: [caches]\nmethods: [eviction]\n"
        f"venue: Journal of Things\nabstract: |-\n  Decoding keeps a cache, as AlphaCache and BetaRoute {n} do.\n---\n"
    )


def remove_a_paper(root: Path, random: Random) -> None:
    """One goes, whatever speaks of it."""
    if paper := _a_paper(root, random):
        paper.unlink()


def rename_a_paper(root: Path, random: Random) -> None:
    """A new key, and its former one as an alias."""
    if paper := _a_paper(root, random):
        old, n = paper.stem, random.randrange(1000)
        text = re.sub(r"^key: .*\n|^aliases: .*\n", "", paper.read_text(), flags=re.MULTILINE)
        paper.unlink()
        new = f"---\nkey: renamed-{n}\naliases: [{old}]\n"
        (root / f"content/papers/renamed-{n}.md").write_text(text.replace("---\n", new, 1))


def spoil_a_paper(root: Path, random: Random) -> None:
    """A field that there is not, so that it is left out."""
    if paper := _a_paper(root, random):
        text = paper.read_text()
        paper.write_text(text.replace("tytle:", "title:") if "tytle:" in text else text.replace("title:", "tytle:", 1))


def note_on_a_paper(root: Path, random: Random) -> None:
    """Prose below a paper's front matter, which cites another."""
    if paper := _a_paper(root, random):
        other = _a_paper(root, random)
        with paper.open("a") as file:
            file.write(f"Note {random.randrange(100)} on eviction, see [@{other.stem if other else ''}].\n")


def add_a_topic(root: Path, random: Random) -> None:
    """A new topic, or a new area."""
    n = random.randrange(20)
    parent = random.choice(["parent: serving\n", ""])
    text = f"---\nkey: topic-{n}\ntitle: Topic {n}\n{parent}summary: New {n}.\norder: {n}\n---\nSee [@alphacache].\n"
    (root / f"content/topics/topic-{n}.md").write_text(text)


def remove_a_topic(root: Path, random: Random) -> None:
    """A topic that was added, or the empty one."""
    topics = [*sorted((root / "content/topics").glob("topic-*.md")), root / "content/topics/empty.md"]
    random.choice(topics).unlink(missing_ok=True)


def commit_all(root: Path, random: Random) -> None:
    """A commit, so that papers have dates."""
    commit(root, 1_700_000_000 + random.randrange(10_000_000))


def touch_everything(root: Path, random: Random) -> None:
    """New times, and nothing else: a fresh copy of the survey."""
    for path in (root / "content").rglob("*.*"):
        os.utime(path)


def no_menu(root: Path, random: Random) -> None:
    """The menu goes; MkDocs makes one of all pages."""
    settings = root / "mkdocs.yml"
    settings.write_text(re.sub(r"^nav:\n(?:  .*\n)+", "", settings.read_text(), flags=re.MULTILINE))


def own_page_template(root: Path, random: Random) -> None:
    """The survey has a template of its own for what a page says, or no more."""
    text = (SITE_TEMPLATES / "home/hand.md.j2").read_text()
    _toggle(root / "overrides/site/home/hand.md.j2", f"{text}\nChanged.\n")


CHANGES: dict[str, Change] = {
    "reword a paper": reword_a_paper,
    "add a paper": add_a_paper,
    "remove a paper": remove_a_paper,
    "rename a paper": rename_a_paper,
    "spoil a paper": spoil_a_paper,
    "note on a paper": note_on_a_paper,
    "add a topic": add_a_topic,
    "remove a topic": remove_a_topic,
    "title of a topic": _either("content/topics/caches.md", "title: Caches", "title: Stores"),
    "title of an area": _either("content/topics/serving.md", "title: Serving", "title: Running"),
    "order of topics": _either("content/topics/odd.md", "parent: serving", "order: 1\nparent: serving"),
    "a topic's advice": _either("content/topics/routers.md", "take @alphacache", "take @betaroute"),
    "prose of a topic": _either("content/topics/caches.md", "40 % less memory", "41 % less memory"),
    "a term's name": _either("content/vocabulary/methods.yml", "name: eviction", "name: Eviction of keys"),
    "a term's definition": _either("content/vocabulary/methods.yml", "Forgetting what", "Dropping what"),
    "a term's parent": _either("content/vocabulary/methods.yml", ", parent: eviction", ""),
    "a term's reference": _either("content/vocabulary/models.yml", "year: 2019", "year: 2018"),
    "a work's paper": _either("content/vocabulary/models.yml", "paper: alphacache", "paper: wide"),
    "a new term": _either(
        "content/vocabulary/methods.yml", "- {id: late", "- {id: caches, name: cache, definition: A.}\n- {id: late"
    ),
    "a measure": _either("content/vocabulary/measures.yml", ", better: less", ""),
    "no models": _file("content/vocabulary/models.yml", MODELS),
    "a field's label": _either("content/fields.yml", "label: Method\n", "label: Way\n"),
    "a field's place": _either("content/fields.yml", "column, index, lane, export", "page, export"),
    "a claim": _either("content/papers/alphacache.md", "value: -40", "value: -30"),
    "an abstract": _either("content/papers/gammacache.md", "a tenth of the cache", "a tenth of BetaRoute"),
    "relations": _file("content/relations.yml", "- {from: wide, to: betaroute, kind: builds-on, quote: narrow page}\n"),
    "a kind of relation": _either("content/relations.yml", "kind: disputes", "kind: refines"),
    "consensus": _file("content/statements/consensus.yml", CONSENSUS),
    "a disagreement": _either("content/statements/disagreements.yml", "is quicker", "is really quicker"),
    "questions": _file("content/statements/questions.yml", QUESTIONS),
    "readings": _file("content/readings/all.jsonl", READINGS),
    "a reading": _either("content/readings/all.jsonl", '"value": "system"', '"value": "survey"'),
    "a page by hand": _file("content/pages/extra.md", "---\ntitle: Extra\n---\nSee [@wide].\n"),
    "words of a page": _either("content/pages/about.md", "Quoted.", "Quoted twice, see [@gammacache]."),
    "name of the survey": _either("content/survey.yml", "name: Test Survey", "name: Tested Survey"),
    "an editor": _either("content/survey.yml", "taxonomy:", "editors: [{name: Ed Itor}]\ntaxonomy:"),
    "the taxonomy": _either("content/survey.yml", "taxonomy: [kind, methods]\n", "taxonomy: [methods]\n"),
    "decisions": _either("content/survey.yml", "columns: [kind]", "columns: [kind, methods]"),
    "a constraint": _either("content/survey.yml", "kind: [method, system]", "kind: [method]"),
    "a search": _either(
        "content/survey.yml", "taxonomy:", "searches: [{key: s, name: S, where: {kind: [method]}}]\ntaxonomy:"
    ),
    "no source": _either("content/sources/sources.yml", "origin: A listing", "origin: The listing"),
    "the map": _file("content/map.json", json.dumps({"alphacache": [10, 20], "betaroute": [500, 300]})),
    "site_name": _either("mkdocs.yml", "site_name: Compute", "site_name: Very Compute"),
    "site_url": _either("mkdocs.yml", 'site_url: !ENV [SITE_URL, ""]', "site_url: https://example.org/s/"),
    "copyright": _either("mkdocs.yml", "copyright: Only", "copyright: Just"),
    "language": _either("mkdocs.yml", "language: en", "language: de"),
    "words of a language": _file(
        "overrides/messages/de.html",
        '{% set messages = {"topics.title": "Themen", "count.papers": {"other": "{count} Arbeiten"}} %}',
    ),
    "the menu": _either("mkdocs.yml", "  - Topics: topics/index.md\n", "  - Terms: methods/index.md\n"),
    "a title in the menu": _either("mkdocs.yml", "  - Topics: topics/index.md\n", "  - topics/index.md\n"),
    "no menu": no_menu,
    "an extension of Markdown": _either("mkdocs.yml", "  - tables\n", "  - tables\n  - def_list\n"),
    "another extension": _either("mkdocs.yml", "  - tables\n", "  - tables\n  - footnotes\n"),
    "anchors": _either("mkdocs.yml", "anchors: warn", "anchors: info"),
    "own style": _either("overrides/assets/own.css", "inherit", "black"),
    "template of papers": _own("paper.html", "{% extends", "{# changed #}{% extends"),
    "template of all": _own("main.html", "<body", "<body data-changed"),
    "a part": _own("partials/markdown_twin.html", "<li", "<li data-changed"),
    "page of errors": _own("404.html", "{%- block content -%}", "{%- block content -%}<!-- changed -->"),
    "style of all": _own("assets/css/survey.css", "{", "{/**/"),
    "style of some": _own("assets/css/topic.css", "{", "{ "),
    "script of all": _own("assets/js/selection.js", "{", "{ /* changed */"),
    "script of some": _own("assets/js/results.js", "{", "{ /* changed */"),
    "no script": _own("assets/js/save-figure.js", "{", "{ "),
    "a template of pages": own_page_template,
    "an own picture": _file("overrides/assets/own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a commit": commit_all,
    "new times": touch_everything,
}
