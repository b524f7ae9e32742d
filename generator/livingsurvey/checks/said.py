"""What a change says of itself in the messages of its commits: what it takes away, and how much."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

#: What is no statement: an HTML comment, as in a template, and an example in a block of code.
_NO_STATEMENT = re.compile(r"<!--.*?(-->|\Z)|^(```|~~~).*?(^\2|\Z)", re.MULTILINE | re.DOTALL)
_STATEMENT = re.compile(r"^(Removes|Excludes|Merges|Empties|Cuts|Lowers|Replaces):[ \t]*(\S.*)$", re.M | re.I)
_COUNT = re.compile(r"(?<![\w-])(\d{1,9})[ \t]+([a-z]+?)(?:(?<=ch)es|s)?(?![\w-])", re.IGNORECASE)
_MERGING = re.compile(r"([a-z0-9, \t-]+?)[ \t]+into[ \t]+([a-z0-9-]+)[ \t.]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a change says of itself.

    ``counts`` is how many it removes, excludes or merges, by verb and thing: ``("removes", "paper")``. ``merges`` are
    the keys of papers and of those that they are merged into; ``names`` what it empties, cuts, lowers or replaces.
    """

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    merges: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, messages: str) -> "Said":
        """Read it from the messages of commits, parted by the sign of number 0; the numbers of several add up.

        A statement is a line of its own that begins with it: what is quoted, indented or commented out says nothing.
        """
        counts, merges, names = Counter[tuple[str, str]](), set[tuple[str, str]](), dict[str, frozenset[str]]()
        for verb, text in _statements(messages):
            if verb == "merges" and (merging := _MERGING.match(text)):
                merges |= {(key, merging[2]) for key in re.findall(r"[a-z0-9-]+", merging[1])}
            elif verb in ("removes", "excludes", "merges"):
                counts.update({(verb, thing.lower()): int(count) for count, thing in _COUNT.findall(text)})
            else:
                names[verb] = names.get(verb, frozenset()) | frozenset(re.split(r"[,\s]+", text.strip()))
        return cls(dict(counts), frozenset(merges), names)

    def count(self, verb: str, thing: str) -> int:
        """How many of a thing the change says it ``removes``, ``excludes`` or ``merges``."""
        return self.counts.get((verb, thing), 0)

    def named(self, verb: str) -> frozenset[str]:
        """What the change says it ``empties``, ``cuts``, ``lowers`` or ``replaces``."""
        return self.names.get(verb, frozenset())


def _statements(messages: str) -> Iterator[tuple[str, str]]:
    for message in messages.replace("\r\n", "\n").split("\0"):
        for verb, text in _STATEMENT.findall(_NO_STATEMENT.sub("", message.lstrip("\n"))):
            yield verb.lower(), text
