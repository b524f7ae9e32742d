"""The map of papers: similar ones are near each other, coloured and shaped by area. The theme draws it."""

from collections import defaultdict
from statistics import median
from typing import Any, NamedTuple

from livingsurvey.analysis.map_layout import HEIGHT, WIDTH, distance
from livingsurvey.model import Paper, Point, Status, Survey, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.page import Page
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.shown import has_map

COLOURS = 7  # of the style sheet
SHAPES = 4  # of the theme's map.html; with 7 colours, 28 areas look different
_LONGEST = 36  # characters of a label
_LINE = 24.0  # between two labels, from line to line


class MapArea(NamedTuple):
    """An area in the legend: its number decides its colour and its shape."""

    area: Topic
    number: int
    papers: int

    @property
    def label(self) -> str:
        """The area's title, cut where it is too long for the map."""
        title = self.area.title
        return title if len(title) <= _LONGEST else title[:_LONGEST].rstrip() + "…"

    def data(self) -> dict[str, Any]:
        """The entry of the legend in front matter."""
        look, shape = f"a{self.number % COLOURS}", f"#mark-{self.number % SHAPES}"
        link = {"label": self.area.title, "url": paths.topic_url(self.area)}
        return link | {"name": self.label, "count": self.papers, "look": look, "shape": shape}


def map_pages(renderer: Renderer) -> dict[str, Page]:
    """The page of the map."""
    survey, t, places = renderer.survey, renderer.messages.t, renderer.analysis.places
    areas = [_area(survey, number, area) for number, area in enumerate(survey.areas)]
    drawn = has_map(renderer.analysis)
    meta: dict[str, Any] = {
        "title": t("map.title"),
        "description": t("map.description"),
        "template": "map.html",
        "page_kind": "map",
        "scripts": ["map"],
        "styles": ["maps"],
        "empty": not drawn or None,
    }
    body = renderer.markdown("maps/map.md.j2", count=len(places), legend=drawn and bool(areas))
    return {"map.md": Page(meta | (_drawing(renderer, areas) if drawn else {}), body)}


def area_of(survey: Survey, paper: Paper) -> str | None:
    """The key of the area of a paper's primary topic."""
    topic = survey.topic.get(paper.primary_topic or "")
    return (topic.parent or topic.key) if topic else None


def _area(survey: Survey, number: int, area: Topic) -> MapArea:
    papers = [p for p in survey.papers_of[area.key] if p.status == Status.INCLUDED and area_of(survey, p) == area.key]
    return MapArea(area, number, len(papers))


def _drawing(renderer: Renderer, areas: list[MapArea]) -> dict[str, Any]:
    survey, places = renderer.survey, renderer.analysis.places
    known = {area.area.key: area for area in areas}
    return {
        "map": {"width": WIDTH, "height": HEIGHT, "mark": f"{distance(len(places)) * 0.42:.3g}"},
        "areas": [area.data() for area in areas],
        "marks": [_mark(renderer, survey.paper[key], point, known) for key, point in places.items()],
        "names": _labels(survey, places, areas),
    }


def _mark(renderer: Renderer, paper: Paper, point: Point, known: dict[str, MapArea]) -> dict[str, Any]:
    area = known.get(area_of(renderer.survey, paper) or "")
    facts = [area.area.title] if area else []
    facts += [str(paper.year)] if paper.year else []
    title = plain_text(renderer.analysis.title[paper.key]) + (f" ({', '.join(facts)})" if facts else "")
    place = {"x": _short(point[0]), "y": _short(point[1])} | ({"area": area.number} if area else {})
    return place | {"label": title, "url": paths.paper_url(paper)}


def _short(number: float) -> float:
    return int(number) if number == int(number) else round(number, 1)


def _labels(survey: Survey, places: dict[str, Point], areas: list[MapArea]) -> list[dict[str, Any]]:
    """Names of areas in the middle of their papers, moved down where two would overlap."""
    points: dict[str | None, list[Point]] = defaultdict(list)
    for key, point in places.items():
        points[area_of(survey, survey.paper[key])].append(point)
    middle = [(*_middle(points[area.area.key]), area) for area in areas if points[area.area.key]]
    taken: list[tuple[float, float, float]] = []
    labels = []
    for x, y, area in sorted(middle, key=lambda item: item[1::-1]):
        half = 4.6 * len(area.label)
        x = min(max(x, half + 4), WIDTH - half - 4)
        while any(abs(y - other) < _LINE and abs(x - at) < half + wide for at, other, wide in taken):
            y += 4
        taken.append((x, y, half))
        labels.append({"x": round(x), "y": round(y), "area": area.number})
    return labels


def _middle(points: list[Point]) -> Point:
    return median(x for x, _ in points), median(y for _, y in points)
