"""Papers in time, drawn by ``partials/timeline.html``: a lane for each approach, a column for each year.

In a topic each paper is a mark with its name; of many topics or areas together each year's papers are one mark with
their number.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import sqrt
from typing import Any, NamedTuple

from livingsurvey.model import Paper, Place, Survey, SurveyField, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site import words
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.relation_list import aimed_at, with_arrows

_WIDTH = 960
_HEAD = 36  # the height of the years
_LANE = 22  # the height of a lane's name
_ROW = 17  # the height of a row of marks
_SPAN = 10  # years; older papers share the first one
_MOST = 6  # lanes with a name
_MOST_NAMED = 150  # papers that are drawn by their names
_LEAST = 2  # papers that make a lane
_LETTER = 6.1  # the width of a letter of a mark's name
_LONGEST = 28  # letters of a mark's name
_GAP = 9  # between a mark and what is next to it
_SMALLEST, _LARGEST = 8, 14  # radius of a mark with a number
_NAMES, _WIDEST = 200, 320  # the width of the names of lanes, left of their marks: as the longest needs
_BOLD = 6.9  # the width of a letter of a lane's name

#: Named values for the theme's template.
_Data = dict[str, Any]


class Lane(NamedTuple):
    """A lane: its name with the address of its papers, its papers, and how Explore is narrowed to them."""

    name: PageLink
    papers: Sequence[Paper]
    narrowed: dict[str, str]


class _Axis(NamedTuple):
    """The years from ``left`` to the right; ``cut`` where the first one includes all before it."""

    first: int
    last: int
    cut: bool
    left: int = 0

    @property
    def column(self) -> float:
        """The width of a year."""
        return (_WIDTH - self.left) / (self.last - self.first + 1)

    def year(self, paper: Paper) -> int:
        """The year that a paper is drawn in."""
        return max(paper.year or 0, self.first)

    def start(self, year: float) -> float:
        """Where a year begins."""
        return self.left + (year - self.first) * self.column

    def place(self, paper: Paper) -> float:
        """How far to the right a paper is: by its month, else in the middle of its year."""
        month = int((paper.published or "")[5:7] or 0)
        part = (month - 0.5) / 12 if month and paper.year == self.year(paper) else 0.5
        return self.start(self.year(paper) + part)


def topic_timeline(renderer: Renderer, topic: Topic, papers: Sequence[Paper]) -> _Data:
    """The papers of a topic by their names, as ``timeline`` in front matter; nothing where fewer than two have a year.

    Very many are drawn in numbers: nobody finds a name among hundreds, and to find room for one takes longer the more
    there are. Lanes are the terms of the first field shown as a lane that at least half of the papers share with
    others, else those of the field that is said of a paper first. By its name, a paper is in one lane, in that of the
    most papers; in numbers, it counts in each, as where these lead to.
    """
    dated = [paper for paper in papers if paper.year]
    if len(dated) < 2:
        return {}
    field, lanes = _lanes_of(renderer, topic, dated)
    named, caption = len(dated) <= _MOST_NAMED, renderer.messages.t("timeline.caption", topic=topic.title)
    if field:
        said = "timeline.lanes" if named else "timeline.counted_lanes"
        caption += " " + renderer.messages.t(said, field=renderer.messages.in_sentence(field.label))
    undated = len(papers) - len(dated)
    if not named:
        return {"timeline": _counted(renderer, lanes, dated, caption, undated, "../")}
    axis = _axis(dated)
    top, drawn = _HEAD, []
    aims = aimed_at(renderer, dated)
    for lane in lanes:
        marks, rows = _named_marks(renderer, lane.papers, axis, top + _LANE, aims)
        drawn.append({"y": top, "name": lane.name.data(), "marks": marks})
        top += _LANE + rows * _ROW
    figure = _figure(renderer, axis, dated, drawn, top, caption, undated)
    return {"timeline": with_arrows(renderer, figure, papers)}


def lanes_timeline(renderer: Renderer, lanes: Sequence[Lane], caption: str, up: str = "../") -> _Data:
    """Papers by lane and year in numbers, as ``timeline`` in front matter; nothing where fewer than two have a year."""
    every = {paper.key: paper for lane in lanes for paper in lane.papers}.values()
    dated = [paper for paper in every if paper.year]
    if len(dated) < 2:
        return {}
    return {"timeline": _counted(renderer, lanes, dated, caption, len(every) - len(dated), up)}


def _counted(
    renderer: Renderer, lanes: Sequence[Lane], dated: list[Paper], caption: str, undated: int, up: str
) -> _Data:
    """Papers by lane and year in numbers."""
    longest = max(len(str(lane.name.label)) for lane in lanes)
    axis = _axis(dated)._replace(left=max(_NAMES, min(_WIDEST, round(_BOLD * longest) + _GAP)))
    counts = [Counter(axis.year(paper) for paper in lane.papers if paper.year) for lane in lanes]
    most = max(max(count.values(), default=1) for count in counts)
    height = 2 * _LARGEST + 4
    drawn = [
        {
            "y": _HEAD + n * height,
            "middle": _HEAD + n * height + height // 2,
            "name": lane.name.data(up),
            "marks": list(_counted_marks(lane, count, axis, most, _HEAD + n * height + height // 2, up)),
        }
        for n, (lane, count) in enumerate(zip(lanes, counts, strict=True))
    ]
    return _figure(renderer, axis, dated, drawn, _HEAD + len(lanes) * height, caption, undated)


def _figure(
    renderer: Renderer, axis: _Axis, papers: list[Paper], lanes: list[_Data], height: int, caption: str, undated: int
) -> _Data:
    t, running = renderer.messages.t, renderer.years.running
    counts = Counter(map(axis.year, papers))
    remarks = [t("trends.undated", count=undated)] if undated else []
    remarks += [t("timeline.running", year=running)] if running == axis.last else []
    years = [
        {
            "x": round(axis.start(year)),
            "label": f"–{year}" if axis.cut and year == axis.first else str(year),
            "count": counts[year],
            "running": year == running or None,
        }
        for year in range(axis.first, axis.last + 1)
    ]
    size = {"width": _WIDTH, "height": height + 6, "column": round(axis.column)}
    return size | {"caption": " ".join([caption, *remarks]), "years": years, "lanes": lanes}


def _axis(papers: Iterable[Paper]) -> _Axis:
    years = [paper.year for paper in papers if paper.year]
    first = max(min(years), max(years) - _SPAN + 1)
    return _Axis(first, max(years), first > min(years))


def _lanes_of(renderer: Renderer, topic: Topic, papers: list[Paper]) -> tuple[SurveyField | None, list[Lane]]:
    """The lanes of a topic, and the field that they are terms of."""
    fields = renderer.survey.fields
    for field in fields.shown(Place.LANE):
        lanes, left = _lanes(renderer, topic, papers, field, _LEAST)
        if len(lanes) > 1 and 2 * len(left) <= len(papers):
            return field, _with_others(renderer, lanes, left)
    if fields.heading:
        lanes, left = _lanes(renderer, topic, papers, fields.heading, 1)
        if len(lanes) > 1:
            return fields.heading, _with_others(renderer, lanes, left)
    return None, [Lane(PageLink(renderer.messages.t("timeline.all")), papers, {"topic": topic.key})]


def _lanes(
    renderer: Renderer, topic: Topic, papers: list[Paper], field: SurveyField, least: int
) -> tuple[list[Lane], list[Paper]]:
    """Lanes of at least so many papers, the largest first, and the papers that are in none."""
    left, lanes = papers, list[Lane]()
    while len(lanes) < _MOST:
        counts = Counter(name for paper in left for name in dict.fromkeys(paper.terms(field.id)))
        name, most = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if most < max(least, 1):
            break
        within = left if len(papers) <= _MOST_NAMED else papers
        lanes.append(_lane(renderer.survey, topic, field, name, [p for p in within if name in p.terms(field.id)]))
        left = [paper for paper in left if name not in paper.terms(field.id)]
    return lanes, left


def _lane(survey: Survey, topic: Topic, field: SurveyField, name: str, papers: list[Paper]) -> Lane:
    term = survey.term.get(field.vocabulary or "", {}).get(name)
    narrowed = {"topic": topic.key, field.facet: term.id if term else name}
    return Lane(PageLink(term.name if term else name, paths.explore_url(**narrowed)), papers, narrowed)


def _with_others(renderer: Renderer, lanes: list[Lane], left: list[Paper]) -> list[Lane]:
    return lanes + ([Lane(PageLink(renderer.messages.t("timeline.others")), left, {})] if left else [])


def _named_marks(
    renderer: Renderer, papers: Iterable[Paper], axis: _Axis, top: int, aims: Collection[str]
) -> tuple[list[_Data], int]:
    """The marks of a lane in as few rows as their names need, and how many rows these are.

    Arrows come from later papers, so that names of what they lead to are rather in front of their marks.
    """
    rows: list[list[tuple[float, float]]] = []
    marks = []
    for paper in sorted(papers, key=lambda paper: (axis.place(paper), paper.key)):
        label = words.citation_label(paper)
        label = label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"
        row, before = _room(rows, axis.place(paper), _LETTER * len(label) + 2 * _GAP, paper.key in aims)
        mark = {"x": round(axis.place(paper)), "y": top + row * _ROW + _ROW // 2, "label": label}
        page = renderer.page_links.paper(paper.key)
        title = f"{plain_text(renderer.analysis.title[paper.key])} ({paper.published})"
        marks.append(mark | {"key": paper.key, "before": before or None, "title": title, "url": page.data()["url"]})
    return marks, len(rows)


def _room(rows: list[list[tuple[float, float]]], x: float, width: float, rather: bool) -> tuple[int, bool]:
    """Take room for a mark and its name, behind it or, ``rather`` or else, before it, in the first row that has any."""
    sides = [((x - _GAP, x + width), False)] if x + width <= _WIDTH else []
    sides += [((x - width, x + _GAP), True)] if x >= width else []
    sides.sort(key=lambda side: side[1] is not rather)
    for number in range(len(rows) + 1):
        if number == len(rows):
            rows.append([])
        for (left, right), before in sides or [((0.0, float(_WIDTH)), x > _WIDTH / 2)]:
            if all(right <= start or left >= end for start, end in rows[number]):
                rows[number].append((left, right))
                return number, before
    raise AssertionError("an empty row has room")


def _counted_marks(lane: Lane, counts: Counter[int], axis: _Axis, most: int, y: int, up: str) -> Iterator[_Data]:
    """A mark for each year of a lane, as large as the papers are many; of no papers it is a zero."""
    for year in range(axis.first, axis.last + 1):
        mark = {"x": round(axis.start(year + 0.5)), "y": y, "count": counts[year], "year": str(year)}
        if counts[year]:
            mark["r"] = round(max(_SMALLEST, _LARGEST * sqrt(counts[year] / most)), 1)
            own_year = lane.narrowed and not (axis.cut and year == axis.first)
            mark |= {"url": up + paths.explore_url(**lane.narrowed, year=year)} if own_year else {}
        yield mark
