"""Records made of lines with tags: RIS, PubMed's, Web of Science's and EndNote's own format differ in little else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format writes its lines.

    ``tag`` matches a line that begins a value, with the groups ``tag`` and ``value``; any other continues the one
    before. A record begins with one of the tags ``starts``, or with any where there are none, and ends with one of
    ``ends``, or at a blank line where ``blank_ends``. Lines with the tags of ``outside`` belong to no record.
    """

    tag: re.Pattern[str]
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    blank_ends: bool = False
    outside: frozenset[str] = frozenset()


@dataclass(slots=True)
class Tagged:
    """A record: the ``line`` where it begins (from 1) and its values in the file's order, each a tag and its lines.

    Without ``is_record`` it is text between the records; what has no tag there has an empty one.
    """

    line: int
    is_record: bool
    values: list[tuple[str, list[str]]] = field(default_factory=list)
    _first: dict[str, str] | None = field(default=None, init=False, repr=False)

    def all(self, *tags: str) -> list[str]:
        """The values of tags in the file's order; each line is one."""
        return [line for tag, lines in self.values if tag in tags for line in map(str.strip, lines) if line]

    def whole(self, *tags: str) -> list[str]:
        """The values of tags in the file's order, each on one line."""
        values = (" ".join(" ".join(lines).split()) for tag, lines in self.values if tag in tags)
        return [value for value in values if value]

    def first(self, *tags: str) -> str:
        """The first value of the first of the tags that has one, on one line."""
        if self._first is None:
            self._first = {}
            for tag, lines in self.values:
                if tag not in self._first and (value := " ".join(" ".join(lines).split())):
                    self._first[tag] = value
        return next((self._first[tag] for tag in tags if tag in self._first), "")


def tagged_records(text: str, layout: Layout) -> Iterator[Tagged]:
    """The records of a text, and what is between them.

    Args:
        text: of the file.
        layout: how its lines are written.
    """
    current: Tagged | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        match = layout.tag.match(line)
        tag = match["tag"].strip() if match else ""
        if current and (tag in layout.starts or tag in layout.ends or (layout.blank_ends and not line.strip())):
            yield current
            current = None
        if tag in layout.outside or tag in layout.ends or not (current or line.strip()):
            continue
        current = current or Tagged(number, tag in layout.starts or bool(tag and not layout.starts))
        if match:
            current.values.append((tag, [match["value"] or ""]))
        elif current.values:
            current.values[-1][1].append(line)
        else:
            current.values.append(("", [line]))
    if current:
        yield current
