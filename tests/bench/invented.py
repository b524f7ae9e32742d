"""Words, people and titles that a grown collection needs and that nobody has: made of parts of real ones."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable

_ONSETS = "b bl br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh st str t tr v w z".split()
_VOWELS = "a e i o u ai ea io ou".split()
_ENDS = "l n r s t x m nd rm".split()
#: How words grow with papers, V = 7473 (n / 535)^0.44, as was counted over the real collection in random order.
_REAL_WORDS, _REAL_PAPERS, _POWER = 7473, 535, 0.44
_USED = 8  # invented words a paper
#: How often an author is new. The real collection has 0.88; the more papers of one field there are, the more of
#: its people write several, but a survey that grows also takes in fields of other people.
_NEW_AUTHOR = 0.945
_PREPOSITION = re.compile(r" (?=(?:for|with|via|by|in|of|on|through|using|from|under)\s)")
_LONG_WORD = re.compile(r"(?<![\w-])[a-z]{7,}(?![\w-])")


class Words:
    """Rare words, new ones and such as were used before, those the most that were used most.

    Args:
        chance: decides.
        real: words that exist.
    """

    def __init__(self, chance: random.Random, real: Iterable[str]) -> None:
        self._chance = chance
        self._taken = set(real)
        self._used: dict[str, list[str]] = defaultdict(list)

    def new(self) -> str:
        """A word that nothing had before."""
        while (word := self._spelt()) in self._taken:
            pass
        self._taken.add(word)
        return word

    def _spelt(self) -> str:
        chance = self._chance
        parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((2, 2, 3, 3, 4))))
        return "".join(parts) + chance.choice(_ENDS)

    def put_into(self, sentence: str, topic: str, papers: int, share: float) -> str:
        """A sentence with long words of it exchanged for rare ones of the topic.

        Args:
            sentence: a real one.
            topic: whose words are used again.
            papers: how many there are: the more, the fewer new words come with each.
            share: of the words of a whole paper.
        """
        for _ in range(int(_USED * share + self._chance.random())):
            places = list(_LONG_WORD.finditer(sentence))
            if places:
                place = self._chance.choice(places)
                sentence = sentence[: place.start()] + self._rare(topic, papers) + sentence[place.end() :]
        return sentence

    def _rare(self, topic: str, papers: int) -> str:
        used = self._used[topic]
        growth = _POWER * _REAL_WORDS / _REAL_PAPERS * (papers / _REAL_PAPERS) ** (_POWER - 1)
        again = used and self._chance.random() > growth / _USED
        word = self._chance.choice(used) if again else self.new()
        used.append(word)
        return word


class People:
    """Authors as they come: mostly new ones, and of the others those the likelier who have the more papers.

    Args:
        chance: decides.
        real: the authors of all real papers, each as often as they have one.
    """

    def __init__(self, chance: random.Random, real: Iterable[str]) -> None:
        self._chance = chance
        self._seats = list(real)
        self._taken = set(self._seats)
        names = [name.split(" ") for name in dict.fromkeys(self._seats) if re.fullmatch(r"[A-Z][a-z]+ [A-Z]\w+", name)]
        self._given, self._family = [name[0] for name in names], [name[1] for name in names]

    def of_paper(self, count: int) -> list[str]:
        """The authors of one paper."""
        chosen = dict.fromkeys(self._one() for _ in range(count))
        self._seats += chosen
        return list(chosen)

    def _one(self) -> str:
        return self._new() if self._chance.random() < _NEW_AUTHOR else self._chance.choice(self._seats)

    def _new(self) -> str:
        while (name := f"{self._chance.choice(self._given)} {self._surname()}") in self._taken:
            pass
        self._taken.add(name)
        return name

    def _surname(self) -> str:
        name = self._chance.choice(self._family)
        return name if self._chance.random() < 0.8 else f"{name}-{self._chance.choice(self._family)}"


def title_from(one: str, other: str, name: str) -> str:
    """A title of the beginning of one and the end of another real title; with a name in front if the first has one.

    Args:
        one: gives its beginning, up to a preposition.
        other: gives its end, from a preposition on.
        name: a new one.
    """
    named = re.match(r"[^:]{1,30}: ", one)
    main = one[named.end() :] if named else one
    head = _PREPOSITION.split(main)[0]
    ends = _PREPOSITION.split(other)[1:]
    title = " ".join([head if len(head.split()) > 2 else main, *ends[-2:]])
    return f"{name}: {title}" if named or len(title.split()) < 4 else title
