"""Finding the names of terms in running text: whole words, the longest name first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from livingsurvey.model import Survey, Term

_TOKEN = re.compile(r"[^\W_]+")
# A name that is glued to more of a word is part of another name: BERT in BERT-large, Qwen2 in Qwen2.5.
_GOES_ON = re.compile(r"[-.]?\w")
_BEGAN_BEFORE = re.compile(r"\w[-.]?\Z")


class TermMatch(NamedTuple):
    """A name in a text: from ``start`` to ``end`` is a name of the term."""

    start: int
    end: int
    vocabulary: str
    term: Term


class _Name(NamedTuple):
    text: str
    offset: int  # of its first token
    vocabulary: str
    term: Term


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds terms by their names and synonyms, in time that grows with the text and not with the vocabularies."""

    names: dict[str, list[_Name]]

    def find(self, text: str) -> Iterator[TermMatch]:
        """Yield every name in ``text`` that is not part of a longer one, in order."""
        end = 0
        for token in _TOKEN.finditer(text):
            if token.start() >= end and (name := self._name_at(text, token)):
                start = token.start() - name.offset
                end = start + len(name.text)
                yield TermMatch(start, end, name.vocabulary, name.term)

    def _name_at(self, text: str, token: re.Match[str]) -> _Name | None:
        for name in self.names.get(token[0].lower(), ()):
            start = token.start() - name.offset
            if _stands_at(name.text, text, start):
                return name
        return None


def _stands_at(name: str, text: str, start: int) -> bool:
    end = start + len(name)
    same = text[start:end] == name if start >= 0 else False
    if not same and " " in name and start >= 0:  # what is several words may be written in any case
        same = text[start:end].lower() == name.lower()
    return same and not _GOES_ON.match(text, end) and not _BEGAN_BEFORE.search(text[max(0, start - 2) : start])


def make_finder(survey: Survey, vocabularies: Iterable[str]) -> Finder:
    """Prepare to find the terms of these vocabularies by every name that prose would not contain by chance.

    Args:
        survey: the vocabularies.
        vocabularies: the names of those to find.
    """
    names: dict[str, list[_Name]] = defaultdict(list)
    for vocabulary in vocabularies:
        for term in survey.vocabulary.get(vocabulary, ()):
            spellings = (term.name, *term.synonyms)
            for spelling in dict.fromkeys(spellings):
                if _tells(spelling, spellings) and (token := _TOKEN.search(spelling)):
                    names[token[0].lower()].append(_Name(spelling, token.start(), vocabulary, term))
    return Finder({token: sorted(found, key=lambda name: -len(name.text)) for token, found in names.items()})


def _tells(name: str, spellings: tuple[str, ...]) -> bool:
    """Several words, or one with a capital or a digit. Who also goes by the word in small letters is a common noun."""
    if len(name.split()) > 1 or any(sign.isupper() or sign.isdigit() for sign in name[1:]):
        return True
    return name[:1].isupper() and name.lower() not in spellings
