"""Which papers name which: a paper's name is what comes before the colon of its title."""

import re
from collections import Counter
from collections.abc import Sequence

from livingsurvey.model import Paper
from livingsurvey.model.formulas import plain_formulas

_WORD = re.compile(r"[^\W_][\w*+-]*")
_AROUND_WORDS = ".,;:!?()[]{}\"'“”‘’-–—"


def paper_name(title: str) -> str | None:
    """Return the name a title gives its work, such as ``ReefScan``; ``None`` where it gives none.

    A name is one word before the colon that no prose would contain by chance: with a capital after its
    first letter, or with a digit.
    """
    name, colon, _ = title.partition(":")
    words = _WORD.findall(name)
    if not colon or len(words) != 1 or words[0] != name.strip() or len(words[0]) < 3:
        return None
    return words[0] if re.search(r"[A-Z0-9]", words[0][1:]) else None


def find_mentions(papers: Sequence[Paper]) -> dict[str, tuple[str, ...]]:
    """For each key, the keys of the papers whose name is in its title or abstract.

    A name that two papers bear names neither.
    """
    named = [(name, paper.key) for paper in papers if (name := paper_name(plain_formulas(paper.title)))]
    bearers = Counter(name for name, _ in named)
    owner = {name: key for name, key in named if bearers[name] == 1}
    return {
        paper.key: tuple(sorted({owner[w] for w in owner.keys() & _words(paper)} - {paper.key})) for paper in papers
    }


def _words(paper: Paper) -> set[str]:
    text = f"{paper.title} {paper.abstract}".replace("/", " ")
    return {word.strip(_AROUND_WORDS) for word in set(text.split())}
