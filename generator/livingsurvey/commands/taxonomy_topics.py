"""From the sections of a taxonomy to areas and topics: what is at the top becomes an area, what is below it a topic."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from livingsurvey.importers.records import one_line
from livingsurvey.importers.taxonomy import Section, Taxonomy
from livingsurvey.model import Survey, Topic, derive_key
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.model.identity import slug

_LONGEST = 200  # characters of a title
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|!&~$@]")
_STARTS = re.compile(r"\A[-+=]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]")
_SENTENCE = re.compile(r"(?<![.\s]\w)(?<!\bal)(?<!\bcf)(?<!\betc)[.!?]['’”)]*\s+(?=[\"“‘(]?[A-Z])")


@dataclass(slots=True)
class MadeTopics:
    """The topics that a taxonomy adds to a survey, and each section that cites with the key of its topic."""

    new: list[Topic] = field(default_factory=list)
    placing: list[tuple[Section, str]] = field(default_factory=list)


def topics_of(taxonomy: Taxonomy, survey: Survey) -> MadeTopics:
    """Make an area or a topic of each section; one whose title the survey has already is that one.

    An area that cites papers itself gets a topic for them, as papers belong in topics. Where no section has parts,
    one area groups all of them. Titles that would be the same are distinguished by the area or section they are in.

    Args:
        taxonomy: what a collection brings along.
        survey: what there is.
    """
    areas = taxonomy.sections
    if not any(area.sections for area in areas):
        areas = [Section(taxonomy.title, 1, sections=areas)] if areas else []
    areas = [_with_general(area) for area in areas]
    return _Maker(survey, taxonomy.file, _titles(areas)).make(areas)


def _with_general(area: Section) -> Section:
    """An area with a topic for what it cites itself."""
    if not area.citations:
        return area
    general = Section(f"{_title(area)} (general)", area.line, citations=area.citations)
    return replace(area, citations=[], sections=[general, *area.sections])


def _titles(areas: list[Section]) -> dict[int, str]:
    """The title of each section: its own, and behind it what divides it from others of that name."""
    whole = Section("", 0, sections=areas)
    name = {id(section): _title(section) for section in whole.walk()}
    parent = {id(part): section for section in whole.walk() for part in section.sections}
    for above in (_area_above, _section_above):
        counts = Counter(title.casefold() for title in name.values())
        for section in list(whole.walk())[1:]:
            shared = counts[name[id(section)].casefold()] > 1 and parent[id(section)] is not whole
            if shared and (other := above(section, parent)):
                name[id(section)] = f"{_title(section)} ({_title(other)})"
    return _numbered(name)


def _numbered(name: dict[int, str]) -> dict[int, str]:
    """The titles, those that are still the same with a number that no title has."""
    given = {title.casefold() for title in name.values()}
    numbers: dict[str, Iterator[int]] = {}
    for section, title in name.items():
        if (same := title.casefold()) not in numbers:
            numbers[same] = count(2)  # the first one keeps its title
            continue
        name[section] = next(it for n in numbers[same] if (it := f"{title} ({n})").casefold() not in given)
        given.add(name[section].casefold())
    return name


def _area_above(section: Section, parent: Mapping[int, Section]) -> Section | None:
    above = parent[id(section)]
    while id(above) in parent and parent[id(above)].title:
        above = parent[id(above)]
    return above if above.title else None


def _section_above(section: Section, parent: Mapping[int, Section]) -> Section | None:
    above = parent[id(section)]
    return above if above.title else None


def _title(section: Section) -> str:
    title = one_line(section.title)
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"


class _Maker:
    """Makes topics of sections, in order, with keys that are free."""

    def __init__(self, survey: Survey, file: str, titles: Mapping[int, str]) -> None:
        self.file, self.titles = file, titles
        self.known = {(topic.title.casefold(), topic.parent is None): topic.key for topic in survey.topics}
        self.taken = set(survey.topic)
        self.order = 1000 * -(-max((topic.order for topic in survey.topics), default=0) // 1000)
        self.new: set[int] = set()

    def make(self, areas: list[Section]) -> MadeTopics:
        """The topics of areas and of what is in them."""
        made = MadeTopics()
        keys = {id(section): self._key(section, area is section) for area in areas for section in area.walk()}
        for number, area in enumerate(areas, start=1):
            for place, section in enumerate(area.walk()):
                parent = None if section is area else keys[id(area)]
                if id(section) in self.new:
                    order = self.order + 1000 * number + place
                    made.new.append(self._topic(section, parent, order, keys))
                made.placing += [(section, keys[id(section)])] if section.citations else []
        return made

    def _key(self, section: Section, is_area: bool) -> str:
        """The key of the topic that has the section's title, or one that is free."""
        place = (self.titles[id(section)].casefold(), is_area)
        if place not in self.known:
            self.known[place] = section.key if section.key and section.key not in self.taken else self._free(place[0])
            self.taken.add(self.known[place])
            self.new.add(id(section))
        return self.known[place]

    def _free(self, title: str) -> str:
        try:
            return derive_key(title, self.taken)
        except InvalidKeyError:
            return slug(title)

    def _topic(self, section: Section, parent: str | None, order: int, keys: Mapping[int, str]) -> Topic:
        title = self.titles[id(section)]
        summary, text = _divided(one_line(section.text))
        parts = [(self.titles[id(part)], keys[id(part)]) for part in section.sections] if parent else []
        return Topic(
            key=keys[id(section)],
            title=title,
            parent=parent,
            order=order,
            summary=summary or f"Papers on {_in_sentence(_title(section).removesuffix(' (general)'))}.",
            source=f"{self.file}, line {section.line}",
            prose="\n\n".join(filter(None, (_escaped(text), _parts(parts)))),
        )


def _in_sentence(title: str) -> str:
    """A title within a sentence: its first letter small, unless it begins with an abbreviation or a sign."""
    return title[:1].lower() + title[1:] if re.match(r"[A-Z][a-z]+(?![\w-]*[A-Z])", title) else title


def _divided(text: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest of it."""
    end = _SENTENCE.search(text)
    return (text[: end.end()].strip(), text[end.end() :]) if end else (text, "")


def _escaped(text: str) -> str:
    """Text as Markdown that shows exactly this text."""
    return _STARTS.sub(r"\\\g<0>", _SIGNS.sub(r"\\\g<0>", text))


def _parts(parts: list[tuple[str, str]]) -> str:
    """Links to the parts of a topic, as curators write them."""
    links = ", ".join(f"[{_escaped(title)}](topics/{key}.md)" for title, key in parts)
    return f"Its parts: {links}." if links else ""
