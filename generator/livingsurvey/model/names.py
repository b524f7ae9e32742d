"""People's names, taken apart as bibliographies want them; names of groups stay whole."""

import re
from dataclasses import dataclass
from functools import lru_cache

from livingsurvey.model.text import clean

_PARTICLES = frozenset("af av da de del della den der des di do dos du la le op ten ter van von zu zum zur".split())
_CAPITALS = frozenset("Dal Dalla De Del Della Des Dos El Von".split())  # hardly ever a given name
_SUFFIX = re.compile(r"(?:[JS]r\.?|II|III|IV|2nd|3rd|4th|Ph\.? ?D\.?|M\.D\.|Esq\.?|D\.?Phil\.?)\Z")
_COMPANY = re.compile(r"(?:Inc|Ltd|Corp|Co)\.?\Z|(?:LLC|GmbH|AG|PLC|S\.A\.)\Z")
_GROUPS = frozenset(
    """
    Academy Agency Association Authors Bureau CERN Center Centers Centre Centres Collaboration Collaborative
    Collaborators Commission Committee Community Consortium Contributors Corp Corporation Council Department Foundation
    GmbH Group Inc Initiative Institut Institute Instituto Investigators LLC Lab Laboratories Laboratory Labs Ltd
    Ministry NASA Nations Network OECD Organisation Organization Project Research Society Team Trialists UNESCO UNICEF
    Universidad Universidade Universita Universitat University Università Universität Université WHO Workshop
    """.split()
)
_SHORTEST_LOWER = 7  # letters of a word that names a group in lower case too, such as collaboration
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+\Z")
_NOT_A_PERSON = re.compile(r"\A[Tt]he |&|\d(?!(?:nd|rd|th)\Z)|(?i: and )|\A(?i:and )|(?i: and)\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A name. Without ``given`` it is shown unchanged: a group's, or a single word."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def shown(self) -> str:
        """The name as people say it; of names in ideographs the family's is first, without a blank."""
        if self.given and not self.family.isascii() and _IDEOGRAPHS.match(self.family):
            return f"{self.family}{'' if _IDEOGRAPHS.match(self.given) else ' '}{self.given}"
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    @property
    def parts(self) -> dict[str, str]:
        """Its parts by name, without those that are empty."""
        stated = {"family": self.family, "given": self.given, "particle": self.particle, "suffix": self.suffix}
        return {part: text for part, text in stated.items() if text}

    @property
    def is_whole(self) -> bool:
        """Whether it cannot be taken apart."""
        return not (self.given or self.particle or self.suffix)


@lru_cache(maxsize=1 << 16)
def is_group(text: str) -> bool:
    """Whether a name is an organisation's or a group's, as a word in it says: Collaboration, University, Inc."""
    words = [word.strip(".,()") for word in text.split()]
    lower = (word.capitalize() for word in words if len(word) >= _SHORTEST_LOWER and word.islower())
    return not (_GROUPS.isdisjoint(words) and _GROUPS.isdisjoint(lower)) or (
        "," in text and any(_COMPANY.match(part.strip()) for part in text.split(",")[1:])
    )


@lru_cache(maxsize=1 << 16)
def parse_name(text: str) -> Name:
    """Take a name apart: ``Herbert van de Sompel`` is Herbert / van de / Sompel; when in doubt it stays whole.

    Particles belong to the family's name; a capital one that may as well be a given name (Van, Le, Di) only
    before another (``Van den``, ``Le … de``).
    """
    name = clean(text).strip()
    words = name.split()
    if len(words) < 2 or is_group(name) or _NOT_A_PERSON.search(name):
        return Name(name)
    if len(words) == 2 and all(map(_IDEOGRAPHS.match, words)):  # the family's name is first
        return Name(*words)
    if "," in name:
        return _with_comma(name)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    start = _family_starts(words)
    particle, family = _particle(words[start:])
    return Name(family, " ".join(words[:start]), particle, suffix)


def _with_comma(name: str) -> Name:
    """``Last, First``, ``Last, Jr., First``, ``Last, First Jr.``, ``First Last, Jr.``; anything else stays whole."""
    parts = [part.strip() for part in name.split(",")]
    if not all(parts) or len(parts) > 3 or any(map(_COMPANY.match, parts)):
        return Name(name)
    if len(parts) == 2 and _SUFFIX.match(parts[1]):
        bare = parse_name(parts[0])
        return Name(bare.family, bare.given, bare.particle, parts[1])
    if len(parts) == 3 and _SUFFIX.match(parts[2]):
        parts[1:] = reversed(parts[1:])
    if len(parts) == 3 and not _SUFFIX.match(parts[1]):
        return Name(name)
    words, rest = parts[0].split(), parts[-1].split()
    suffix = ""
    if len(parts) == 2:  # Roe Jr., Tom; Roe, Tom Jr.
        ends = next((part for part in (words, rest) if len(part) > 1 and _SUFFIX.match(part[-1])), [])
        suffix = ends.pop() if ends else ""
    particle, family = _leading(words)
    given, trailing = _trailing(rest)
    return Name(family, given, particle or trailing, parts[1] if len(parts) == 3 else suffix)


def _family_starts(words: list[str]) -> int:
    """Where in ``First von Last`` the family's name begins."""
    last = len(words) - 1
    start = next((n for n in range(last) if words[n] in _PARTICLES or (n and words[n] in _CAPITALS)), last)
    return next((n for n in range(1, start) if words[n].lower() in _PARTICLES), start) if start < last else last


def _leading(words: list[str]) -> tuple[str, str]:
    """What is in lower case before a family's name, which a comma follows, and the rest."""
    count = next((n for n, word in enumerate(words) if not word[0].islower()), 0)
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing(words: list[str]) -> tuple[str, str]:
    """The given names, and the particles of the family's name behind them (``Berg, Tom von der``)."""
    count = len(words)
    while count > 1 and words[count - 1] in _PARTICLES:
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def _particle(words: list[str]) -> tuple[str, str]:
    """The lower-case particles before a family's name, and the rest."""
    count = 0
    while count < len(words) - 1 and words[count] in _PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
