"""Signs of what kind of text an abstract is: how its title is made, and what it says that it does.

What a text is about is in its nouns; what it contributes is in how it is written: "X: a …", "we prove", "this paper
reviews". The signs are counted like words, and what they mean is learnt from papers that a curator has read.
"""

import re
from collections import Counter
from collections.abc import Sequence

from scipy.sparse import csr_array, hstack

from livingsurvey.analysis.contribution_signs import contribution_signs
from livingsurvey.analysis.sentences import abstract_sentences
from livingsurvey.analysis.text_terms import WORD, count_terms
from livingsurvey.analysis.tfidf import TermWeights, unit_rows

# How much count: all words, words of the title, signs of the title, of deeds, of contributions.
_COUNTS = (1.0, 0.7, 0.5, 0.7, 0.7)
_COMMON = (0.7, 0.7, 0.7, 0.7, 1.0)  # share of the texts above which a sign of each kind distinguishes nothing
_SMALL = 50  # texts; of fewer than these, none is common, and what one alone has counts, too

_ENDING = 5  # letters of a word's ending, which often show what is made: …bench, …ation
_AFTER = 10  # words behind "we" that are read as what is done
_SPEAKER = re.compile(r"\b(we|paper|work|article|study|thesis|report|survey)\b (.*)", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"[:?!]")


def title_words(title: str) -> Counter[str]:
    """The words of a title, stop words included, and the endings of its long ones."""
    endings = (f"…{word[-_ENDING:]}" for word in WORD.findall(title.lower()) if len(word) > _ENDING)
    return count_terms(title, singular=True, common=True) + Counter(endings)


def title_signs(title: str) -> Counter[str]:
    """How a title is made: its marks, its first words, and whether it begins with a name."""
    name, colon, rest = title.partition(":")
    signs = [*_MARK.findall(title), *(f"first {word}" for word in WORD.findall(title.lower())[:1])]
    if not colon:
        return Counter([*signs, "no colon"])
    words = WORD.findall(rest.lower())[:3]
    signs += ["one word before the colon" if len(name.split()) == 1 else "words before the colon"]
    return Counter([*signs, *(f"begins {word}" for word in words[:1]), *(f"after the colon {word}" for word in words)])


def deed_signs(abstract: str) -> Counter[str]:
    """What an abstract says that it does: the words behind "we", "this paper" and the like, sentence by sentence."""
    return _signs_of(deeds(abstract))


def _signs_of(said: Sequence[str]) -> Counter[str]:
    signs: Counter[str] = Counter()
    for deed in said:
        words = WORD.findall(deed.lower())[:_AFTER]
        signs.update(f"does {word}" for word in words[:1])
        signs += count_terms(" ".join(words), singular=True, common=True)
    return signs


def deeds(abstract: str) -> list[str]:
    """What is behind "we", "this paper" and the like in each sentence that has them."""
    found = (_SPEAKER.search(sentence) for sentence in abstract_sentences(abstract))
    return [said[2] for said in found if said]


class SignWeights:
    """The signs of a collection of texts, and how rare each is.

    Args:
        texts: title and abstract of each.
        definitions: whose words are signs, too.

    Attributes:
        learnt: the weights of the signs of these texts, as :meth:`rows` gives them.
    """

    def __init__(self, texts: Sequence[tuple[str, str]], definitions: Sequence[str] = ()) -> None:
        counts = [_signs(*text) for text in (*texts, *(("", definition) for definition in definitions))]
        many = len(counts) > _SMALL
        self._weights = [
            TermWeights([one[part] for one in counts], 1 + many, (common if many else 1) * len(counts))
            for part, common in enumerate(_COMMON)
        ]
        self.learnt = self._rows(counts[: len(texts)])

    def rows(self, texts: Sequence[tuple[str, str]]) -> csr_array:
        """The weights of the signs of texts (texts x signs): a part for each kind of sign, of its own length."""
        return self._rows([_signs(*text) for text in texts])

    def _rows(self, counts: Sequence[tuple[Counter[str], ...]]) -> csr_array:
        parts = [
            unit_rows(weights.matrix([one[n] for one in counts])) * share
            for n, (weights, share) in enumerate(zip(self._weights, _COUNTS, strict=True))
        ]
        return hstack(parts, format="csr")


def _signs(title: str, abstract: str) -> tuple[Counter[str], ...]:
    words = count_terms(f"{title} . {abstract}", singular=True, common=True)
    said = deeds(abstract)
    contributed = contribution_signs(title, abstract, said)
    return words, title_words(title), title_signs(title), _signs_of(said), contributed
