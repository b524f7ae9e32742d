"""Growing the real collection: new papers, shaped as real ones are, to which no rule objects.

A made paper follows a real one: it has its topics, fields and claims, and the sentences that these quote. Its other
sentences are of other papers of the topic, with rare words in them; its title is of two; date, venue and the number
of authors are those of a third. A source and a file of facts state it all, as they do of real papers.

``python -m tests.bench.grow PAPERS FOLDER`` puts such a survey into a folder.
"""

import hashlib
import json
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from livingsurvey.model import Paper, derive_key, normalise_title
from livingsurvey.store import load
from livingsurvey.store.yaml_write import field

from tests.bench.invented import People, Words, title_from
from tests.bench.patterns import Pattern, Patterns
from tests.builders import REPOSITORY

_CAPTURED = 5000  # papers of one source, and of one file of facts
_FACTS = ("authors", "published", "venue", "arxiv", "doi")
_FIRST_NUMBER = 30_000  # of a month on arXiv: the real numbers are smaller
_NEAR = 20  # of a thousand: how far from the paper that it follows a made one is on the map


@dataclass(frozen=True, slots=True)
class Made:
    """A made paper: the one it follows, and what it has of its own."""

    pattern: Pattern
    key: str
    title: str
    abstract: str
    summary: str
    facts: dict[str, Any]
    links: dict[str, Any]


class Maker:
    """Makes papers, one after the other; the same ones for the same number.

    Args:
        root: of the real survey.
        papers: how many there are to be in all.
    """

    def __init__(self, root: Path, papers: int) -> None:
        survey = load(root).survey
        assert survey is not None
        self._chance = random.Random(papers)
        self._patterns = Patterns(root, survey)
        self._dated = [paper for paper in survey.papers if paper.authors and (paper.arxiv or "") > "1501"]
        self._people = People(self._chance, (name for paper in survey.papers for name in paper.authors))
        texts = " ".join(f"{paper.title} {paper.abstract}" for paper in survey.papers)
        self._words = Words(self._chance, re.findall("[a-z]+", texts.lower()))
        self._keys, self._titles = set(survey.paper), {normalise_title(paper.title) for paper in survey.papers}
        self._numbers = Counter[str]()
        self.layout = dict(survey.layout)
        across, down = zip(*self.layout.values(), strict=True)
        self._corners = (min(across), min(down)), (max(across), max(down))
        self.missing = papers - len(survey.papers)

    def papers(self) -> Iterator[Made]:
        """The papers that are missing."""
        real = len(self._patterns.all)
        return (self._paper(real + number + 1) for number in range(self.missing))

    def _paper(self, number: int) -> Made:
        pattern = self._chance.choice(self._patterns.all)
        title, name = self._title(pattern)
        key = derive_key(title, self._keys)
        self._keys.add(key)
        self._place(key, pattern.paper.key)
        summary = self._words.put_into(pattern.paper.summary or "", pattern.topic, number, 0.1)
        facts, links = self._facts(self._chance.choice(self._dated), number), _links(pattern.paper, name.lower())
        return Made(pattern, key, title, self._abstract(pattern, number), summary, facts, links)

    def _title(self, pattern: Pattern) -> tuple[str, str]:
        name = self._words.new().capitalize()
        other = self._chance.choice(self._patterns.all).paper.title
        title = title_from(pattern.paper.title, other, name)
        if normalise_title(title) in self._titles:
            title = f"{name}: {title.rpartition(': ')[2]}"
        self._titles.add(normalise_title(title))
        return title, name

    def _abstract(self, pattern: Pattern, number: int) -> str:
        count = max(1, pattern.length - len(pattern.kept))
        others = self._patterns.sentences(self._chance, pattern.topic, count)
        others = [self._words.put_into(one, pattern.topic, number, 1 / count) for one in others]
        half = (len(others) + 1) // 2
        return " ".join([*others[:half], *pattern.kept, *others[half:]])

    def _facts(self, like: Paper, number: int) -> dict[str, Any]:
        month = (like.arxiv or "")[:4]
        self._numbers[month] += 1
        return {
            "authors": self._people.of_paper(len(like.authors)),
            "published": like.published,
            "venue": like.venue,
            "arxiv": f"{month}.{_FIRST_NUMBER + self._numbers[month]}",
            "doi": f"{like.doi.partition('/')[0]}/made.{number}" if like.doi else None,
        }

    def _place(self, key: str, near: str) -> None:
        if near in self.layout:
            x, y = (round(at + self._chance.gauss(0, _NEAR)) for at in self.layout[near])
            (left, top), (right, bottom) = self._corners
            self.layout[key] = (min(max(x, left), right), min(max(y, top), bottom))


def _links(paper: Paper, name: str) -> dict[str, Any]:
    code = [f"https://github.com/{name}/{name}"] if paper.code else None
    links = [{"label": link.label, "url": f"https://github.com/{name}/{n}"} for n, link in enumerate(paper.links)]
    return {"code": code, "links": links or None}


def grow(root: Path, target: Path, papers: int) -> None:
    """Copy the survey at ``root`` to ``target`` and add papers until it holds ``papers``."""
    shutil.copytree(root / "content", target / "content")
    shutil.copy(root / "mkdocs.yml", target)
    content, maker = target / "content", Maker(root, papers)
    made = maker.papers()
    for number, captured in enumerate(iter(lambda: list(islice(made, _CAPTURED)), []), start=1):
        _capture(content, f"grown-{number}", captured)
        for line, paper in enumerate(captured, start=1):
            (content / "papers" / f"{paper.key}.md").write_text(_file(paper, f"grown-{number}", line))
    places = (f"{json.dumps(key)}: {json.dumps(place)}" for key, place in sorted(maker.layout.items()))
    (content / "map.json").write_text("{\n" + ",\n".join(places) + "\n}\n")
    _allow_large_topics(content / "survey.yml", papers)


def _file(made: Made, capture: str, line: int) -> str:
    """The file of a paper: the fields of the one it follows, and its own."""
    origin = {"file": f"{capture}.jsonl", "line": line}
    own = made.facts | made.links | {"key": made.key, "title": made.title, "abstract": made.abstract}
    own |= {
        "summary": made.summary or None,
        "names": made.pattern.names,
        "seen": [{"source": capture, "rank": line, "line": line + 1}],
        "provenance": {name: origin for name in _FACTS if made.facts[name]},
    }
    blocks = {name: field(name, own[name]) if name in own else block for name, block in made.pattern.blocks.items()}
    dropped = {"published_abstract", *(name for name in ("names", "code", "links") if not own[name])}
    return f"---\n{''.join(block for name, block in blocks.items() if name not in dropped)}---\n"


def _capture(content: Path, name: str, papers: list[Made]) -> None:
    """Write what a listing and a file of facts state of papers, each paper on a line of its own."""
    listed = ({"id": paper.facts["arxiv"], "title": paper.title, "summary": paper.abstract} for paper in papers)
    data = "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in listed) + "\n]\n"
    (content / "sources" / f"{name}.json").write_text(data)
    digest = hashlib.sha256(data.encode()).hexdigest()
    with (content / "sources/sources.yml").open("a") as sources:
        sources.write(f"- id: {name}\n  file: {name}.json\n  format: hf-daily-papers-json\n")
        sources.write(f"  origin: Made papers, for measurements\n  sha256: {digest}\n")
    facts = (json.dumps({"title": paper.title, **paper.facts}, ensure_ascii=False) for paper in papers)
    (content / "facts" / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in facts))


def _allow_large_topics(settings: Path, papers: int) -> None:
    """Let topics hold as many papers as they get: those of the real survey are as many as suit the papers it has."""
    size = f"rules:\n  topic-size:\n    limits: {{papers: [4, {papers}]}}\n"
    text, once = re.subn("^rules:\n", size, settings.read_text(), flags=re.MULTILINE)
    words = "words: [250, 1200], long_words: [250, 1200]"
    text, also = re.subn(r"words: \[250, 500\], long_words: \[700, 1200\]", words, text)
    assert once == also == 1
    settings.write_text(text)


if __name__ == "__main__":
    grow(REPOSITORY, Path(sys.argv[2]), int(sys.argv[1]))
