"""Which words mean the same: from vocabularies, and from texts that explain an acronym where they first use it.

A searcher who writes "MoE" wants what speaks of a mixture of experts, and the other way round.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from livingsurvey.model import Survey

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{0,7}[A-Z0-9])s?\)")
_TWO_NAMES = re.compile(r"[^()]+ \([A-Z]\w*[A-Z]\w*\)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an and as at by for from in is it its of on or that the their this to with we our are".split())
_MOST_WORDS = 8  # words before an acronym that may be its expansion
_MOST_EXPANSIONS = 3  # meanings of one acronym

Variants = tuple[str, ...]


def synonyms(survey: Survey, texts: Iterable[str]) -> list[Variants]:
    """Return groups of names for one thing, each in a fixed order.

    Args:
        survey: whose vocabularies and topics to read.
        texts: what papers say, one text a paper.
    """
    groups = [dict.fromkeys(own for name in names for own in names_in(name)) for names in _named(survey)]
    where: dict[str, list[dict[str, None]]] = defaultdict(list)
    for group in groups:
        for variant in group:
            where[_folded(variant)].append(group)
    for acronym, expansion in _explained(texts):
        known = where.get(_folded(expansion))
        for group in known or []:
            group.setdefault(acronym)
        if known is None:
            groups.append(dict.fromkeys((acronym, expansion)))
    return [tuple(kept) for group in groups if len(kept := _distinct(group)) > 1]


def expansions(text: str) -> Iterator[tuple[str, str]]:
    """Find acronyms that a text explains: ``key-value (KV)`` gives ``("KV", "key-value")``."""
    for match in _ACRONYM.finditer(text):
        expansion = _expansion(text[max(0, match.start() - 120) : match.start()], match[1])
        if expansion:
            yield match[1], expansion


def _expansion(before: str, acronym: str) -> str | None:
    """The last words of ``before`` whose initials are the capitals and digits of the acronym."""
    wanted = [sign.lower() for sign in acronym if sign.isupper() or sign.isdigit()]
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    left = len(wanted)
    for word in reversed(words):
        text = word[0].lower()
        if left and text[0] == wanted[left - 1]:
            left -= 1
            if left == 0:
                expansion = " ".join(before[word.start() :].split())
                return expansion if _plain(expansion) else None
        elif text not in _SMALL:
            return None
    return None


def _plain(expansion: str) -> bool:
    return not re.search(r"[.,;:!?()\[\]{}\\$]", expansion)


def _explained(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Acronyms with what papers say they mean, most common meaning first."""
    counts: Counter[tuple[str, str]] = Counter()
    spelt: dict[tuple[str, str], tuple[str, str]] = {}
    for text in texts:
        found = {(a, _folded(e)): (a, e) for a, e in expansions(text)}
        counts.update(found.keys())
        for key, pair in found.items():
            spelt.setdefault(key, pair)
    meanings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        if len(meanings[key[0]]) < _MOST_EXPANSIONS:
            meanings[key[0]].append(spelt[key])
    return [pair for pairs in meanings.values() for pair in pairs]


def _named(survey: Survey) -> Iterator[list[str]]:
    """All names of each term and topic."""
    for terms in survey.vocabulary.values():
        yield from ([term.name, *term.synonyms] for term in terms)
    yield from ([topic.title] for topic in survey.topics)


def names_in(name: str) -> tuple[str, ...]:
    """Return the names that one is: ``Process reward model (PRM)`` is two, ``Llama 2 (70B)`` is one.

    Args:
        name: as a vocabulary has it.
    """
    outside, _, inside = name.removesuffix(")").partition(" (")
    return (outside, inside) if _TWO_NAMES.fullmatch(name) else (name,)


def _distinct(group: Iterable[str]) -> list[str]:
    """Variants that differ in more than case, hyphens and plural."""
    return list({_folded(variant): variant for variant in reversed(list(group)) if _folded(variant)}.values())[::-1]


def _folded(text: str) -> str:
    words = (word.lower() for word in _WORD.findall(text))
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)
