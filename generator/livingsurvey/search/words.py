"""How a text falls into words, and which words are the same.

The same rules as ``overrides/assets/search/words.js``: what is indexed here is looked up there.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from livingsurvey.search.stems import stemmer

#: Words that say little: they are neither indexed nor looked for. Of languages without a list, every word counts.
SMALL = {
    "en": frozenset(
        (
            "a about all also an and any are as at be been being but by can could did do does for from had has have "
            "how i if in into is it its may me more most my no not nothing of on or our papers paper s should so some "
            "such t than that the their them there these they this those to under using use used via was we were what "
            "when where whether which while who why will with without would you your"
        ).split()
    )
}

#: What stands between words, besides blanks. A hyphen joins the parts of a word.
BETWEEN = (
    r"\s\u00a0\ufeff\x00-\x1f\x7f-\x9f.,;:!?()\[\]{}\"“”„‘’'/|<>=+*&^~\u0060–—#$%\\…·"
    r"、。，．：；！？（）「」『』【】《》〈〉・"
)
_PART = re.compile(rf"[^{BETWEEN}]+(?:(?<=[0-9])[.,](?=[0-9])[^{BETWEEN}]+)*")
#: Signs of scripts that have no blanks between words.
_LINES = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff々ー\U00020000-\U0003ffff"
_UNSPACED = re.compile(rf"[{_LINES}\U00020000-\U0003ffff]")
_RUNS = re.compile(
    rf"(?:[{_LINES}\U00020000-\U0003ffff][\u0300-\u036f\u3099\u309a]*)+|[^{_LINES}\U00020000-\U0003ffff]+"
)
_SIGN = re.compile(r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]*")
#: Marks that one may leave out: of Latin, Greek, Cyrillic, Hebrew and Arabic, but not of other scripts; and what other
#: signs may be made of, but no word: blanks, and marks of keys.
_LEFT_OUT = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670 *&=]")
_TYPED = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
    | {"ς": "σ", "×": "x"}
)
_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile(r"[0-9][0-9.]*")
#: Words behind a number that belong to it, and how they are written at it: "7 billion" is "7b", "2 times" is "2x".
UNITS = {"x": "x", "times": "x", "fold": "x", "b": "b", "billion": "b", "m": "m", "million": "m", "k": "k"}
UNITS |= {"thousand": "k", "t": "t", "trillion": "t", "bit": "bit", "bits": "bit", "gb": "gb", "mb": "mb", "tb": "tb"}
#: Spellings that become one, in this order: British and American.
_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=[a-z]{3})ys(?=(?:e|ed|ing)$)", "yz"),
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|al|ally|able|ist|ite|ites|less|hood)?$)", "or"),
        (r"(?<=[a-z]{3})ll(?=(?:ed|ing|er|ers)$)", "l"),
        (r"(?<=[a-z]{3})(?<=[nt])re(?=s?$)", "er"),
        (r"(?<=[a-z]{2}og)ue(?=s?$)", ""),
        (r"aem(?=ia|ic)", "em"),
        # Plurals of acronyms, which Snowball takes for other words: LLMs, GPUs.
        (r"^([b-df-hj-np-tv-xz]{1,4}[b-df-hj-np-rtv-xz])s$", r"\1"),
        (r"^([b-df-hj-np-tv-xz]{1,3}u)s$", r"\1"),
    )
)


#: Only words with one of these may be spelt otherwise.
_BRITISH = re.compile("is[eai]|ys[ei]|our|ll|re|ogue|aem|[^aeio]s$")


class Word(NamedTuple):
    """A word as it is typed in small letters, its stem, and whether it says little."""

    word: str
    stem: str
    small: bool


class Token(NamedTuple):
    """A word of a text: as it is written there, and the stem of what it and the next ones are together, or nothing.

    ``tail``: the last sign of a run without blanks, which is indexed, but never asked for.
    """

    raw: str
    word: Word
    joined: str
    tail: bool


def plain(word: str) -> str:
    """Return a word in small letters, without accents, as one types it."""
    small = word.lower()
    if not small.isascii():
        apart = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", small)).lower()
        small = unicodedata.normalize("NFC", apart.translate(_TYPED))
    return small.replace(",", "") if "0" <= small[:1] <= "9" else small


def american(word: str) -> str:
    """Return an English word with the American of two spellings: behaviour, modelled, quantise, centre."""
    if _BRITISH.search(word):
        for pattern, instead in _SPELLINGS:
            word = pattern.sub(instead, word)
    return word


def parts_of(text: str) -> list[str]:
    """Return what stands between the blanks and signs of a text, in order."""
    return _PART.findall(text)


def is_number(word: str) -> bool:
    """Return whether a word, in small letters, is a number without a unit."""
    return bool(_NUMBER.fullmatch(word))


def unspaced(text: str) -> bool:
    """Return whether a text has signs of a script that has no blanks between words."""
    return not text.isascii() and bool(_UNSPACED.search(text))


def begins_enough(word: str) -> bool:
    """Return whether it is asked which words begin with one, in small letters: a single letter begins too many."""
    return len(word) > 1 or unspaced(word)


def _pairs(run: str) -> list[tuple[str, bool]]:
    """A run without blanks as pairs of neighbours, so that any part of it is found."""
    signs = _SIGN.findall(run)
    return [(one + "".join(signs[n + 1 : n + 2]), 0 < n == len(signs) - 1) for n, one in enumerate(signs)]


def _pieces(part: str) -> list[tuple[str, bool]]:
    if not unspaced(part):
        return [(part, False)]
    runs = _RUNS.findall(part)
    return [piece for run in runs for piece in (_pairs(run) if _UNSPACED.match(run) else [(run, False)])]


class _Remembered(dict[str, tuple[Token, ...]]):
    """The same few thousand parts make up every text: each is split once."""

    def __init__(self, split: Callable[[str], tuple[Token, ...]]) -> None:
        super().__init__()
        self._split = split

    def __missing__(self, part: str) -> tuple[Token, ...]:
        found = self._split(part)
        self[part] = found
        return found


class LanguageWords:
    """The words of one language.

    Args:
        language: a code such as ``en`` or ``pt-BR``; where there is no stemmer for it, each word is its own stem.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._english = language.split("-")[0].lower() == "en"
        self._small = SMALL.get(language.split("-")[0].lower(), frozenset())
        self._stem = stemmer(language)
        self._parts = _Remembered(self._split_part)
        self._numbers: set[str] = set()  # parts that end with a number
        self._looked: dict[str, Word] = {}
        #: What stems of words with hyphens are made of; of several, the first in order, whatever is read first.
        self.joined: dict[str, tuple[str, ...]] = {}

    def look(self, part: str) -> Word:
        """Return a word as it is indexed.

        Args:
            part: a word as it is written.
        """
        found = self._looked.get(part)
        if found is None:
            word = plain(part)
            found = self._looked[part] = Word(word, self.stem(word), word in self._small)
        return found

    def stem(self, word: str) -> str:
        """Return what spellings and forms of a word share.

        Args:
            word: in small letters, as one types it.
        """
        if len(word) < 3 or not word.isalpha() or max(word) > "\uffff":
            return word
        return self._stem(american(word) if self._english and word.isascii() else word)

    def split(self, text: str) -> list[Token]:
        """Return the words of a text in order.

        Args:
            text: any text.
        """
        parts = self._parts
        if not _DIGIT.search(text):  # as most texts are
            return [token for part in parts_of(text) for token in parts[part]]
        tokens: list[Token] = []
        numbered = False
        for part in parts_of(text):
            found = parts[part]
            if numbered and found and found[0].word.word in UNITS:
                last = tokens[-1]
                tokens[-1] = last._replace(joined=last.word.word + UNITS[found[0].word.word])
            tokens += found
            numbered = part in self._numbers
        return tokens

    def together(self, first: str, second: str) -> str:
        """Return the stem of two words, in small letters, that are written as one.

        Args:
            first: the first; where it is a number, the second may be its unit.
            second: the second.
        """
        return self._with_unit(first, second) or self.look(first + second).stem

    def _with_unit(self, number: str, unit: str) -> str:
        return number + UNITS[unit] if unit in UNITS and is_number(number) else ""

    def split_part(self, part: str) -> tuple[Token, ...]:
        """Return the words of a part of a text, which are several where it has hyphens, or no blanks between words.

        Args:
            part: one of :func:`parts_of`.
        """
        return self._parts[part]

    def _split_part(self, part: str) -> tuple[Token, ...]:
        if part.isascii() and "-" not in part and not part[-1].isdigit():  # as nearly all are
            return (Token(part, self.look(part), "", False),)
        halves = [half for half in part.split("-") if half]
        pieces = [(text, self.look(text), tail) for half in halves for text, tail in _pieces(half)]
        tokens = [Token(text, word, "", tail) for text, word, tail in pieces if word.word]  # an accent alone is none
        if len(halves) > 1 and len(tokens) == len(halves):
            joined = self._with_unit(tokens[0].word.word, tokens[1].word.word) or self.look("".join(halves)).stem
            stems = tuple(token.word.stem for token in tokens)
            self.joined[joined] = min(stems, self.joined.get(joined, stems))
            tokens[0] = tokens[0]._replace(joined=joined)
        if tokens and is_number(tokens[-1].word.word):
            self._numbers.add(part)
        return tuple(tokens)
