"""Citations in prose, written as Pandoc has them.

``[@key]`` and ``[@key; @other]`` support what is said, and are shown in parentheses; a bare ``@key`` is a noun of its
sentence ("@key shows that …"). A key is that of a paper, or the id of a term that says where its work was published.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from livingsurvey.model.prose_text import without_code, without_links

#: A citation in parentheses.
CITATION = re.compile(r"\[@([a-z0-9-]+(?:; ?@[a-z0-9-]+)*)\]")
#: A citation as a noun: no part of a word, an address or a path, and not behind a backslash. Its key goes as far as
#: signs of keys go; "'s", a dash or the end of a sentence may follow.
_NOUN = re.compile(r"(?<![\w@\[\\/.:=&?#%+~<-])@([a-z0-9]++(?:-[a-z0-9]++)*+)(?![-.:/+&=#%~]*[\w@])")
#: What may begin a link that ends within a citation in parentheses.
_CUTS = ("://", "<", "]:")
_KEY = re.compile(r"(?<=@)[a-z0-9-]+")


class CitedKey(NamedTuple):
    """A key in a citation, and where in the text it begins."""

    key: str
    start: int


class ProseCitation(NamedTuple):
    """A citation in a text: from ``start`` to ``end``, the keys, and whether it is a noun of its sentence."""

    start: int
    end: int
    cited: tuple[CitedKey, ...]
    is_noun: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The cited keys in order, each once."""
        return tuple(dict.fromkeys(one.key for one in self.cited))


@lru_cache(maxsize=1 << 13)  # several rules, the pages and the book read the same prose
def citations_in(text: str) -> Mapping[int, ProseCitation]:
    """Return the citations of a text by where they begin, in order. Code and links hold none."""
    if "@" not in text:
        return MappingProxyType({})
    spoken = without_code(text)
    found = [_citation(spoken, match, is_noun=False) for match in CITATION.finditer(spoken)]
    if spoken.count("@") > sum(len(one.cited) for one in found) or any(map(spoken.__contains__, _CUTS)):
        found += [_citation(spoken, match, is_noun=True) for match in _NOUN.finditer(without_links(spoken))]
    return MappingProxyType({one.start: one for one in sorted(found)})


def _citation(text: str, match: re.Match[str], *, is_noun: bool) -> ProseCitation:
    cited = tuple(CitedKey(key[0], key.start()) for key in _KEY.finditer(text, match.start(), match.end()))
    return ProseCitation(match.start(), match.end(), cited, is_noun)


@lru_cache(maxsize=1 << 13)
def cited_keys(text: str) -> tuple[str, ...]:
    """Return the keys that a text cites, in order, each once."""
    return tuple(dict.fromkeys(key for one in citations_in(text).values() for key in one.keys))


@lru_cache(maxsize=1 << 13)
def without_citations(text: str) -> str:
    """Return the text without its citations."""
    end, parts = 0, []
    for one in citations_in(text).values():
        parts.append(text[end : one.start])
        end = one.end
    return "".join([*parts, text[end:]])
