"""The map of papers: similar ones are near each other, coloured and shaped by area. The theme draws it."""

from collections import defaultdict
from functools import partial
from typing import Any, NamedTuple

from livingsurvey.analysis.map_layout import HEIGHT, WIDTH, distance
from livingsurvey.model import Paper, Point, Status, Survey, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.maps.map_labels import Label, place_labels
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.shown import has_map

COLOURS = 7  # of the style sheet
SHAPES = 6  # of the theme's map.html; with 7 colours, 42 areas look different
#: In the order in which they are loaded.
SCRIPTS = [
    "explore-state",
    "explore-filter",
    "explore-facets",
    "map-view",
    "map-filter",
    "map-lasso",
    "map",
    "save-figure",
]
_LONGEST = 36  # characters of a label


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


def map_pages(renderer: Renderer) -> Pages:
    """The page of the map."""
    return {"map.md": partial(_page, renderer.without_summaries)}


def _page(renderer: Renderer) -> Page:
    survey, t, places = renderer.survey, renderer.messages.t, renderer.analysis.places
    areas = [_area(survey, number, area) for number, area in enumerate(survey.areas)]
    drawn = has_map(renderer.analysis)
    meta: dict[str, Any] = {
        "title": t("map.title"),
        "description": t("map.description"),
        "page_template": "map.html",
        "page_kind": "map",
        "scripts": SCRIPTS,
        "styles": ["explore", "maps"],
        "empty": not drawn or None,
    }
    body = renderer.markdown("maps/map.md.j2", count=len(places), legend=drawn and bool(areas))
    return Page(meta | (_drawing(renderer, areas) if drawn else {}), body)


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
    size = distance(len(places)) * 0.42
    return {
        "map": {"width": WIDTH, "height": HEIGHT, "mark": f"{size:.3g}"},
        "areas": [area.data() for area in areas],
        "marks": [_mark(renderer, survey.paper[key], point, known) for key, point in places.items()],
        "names": _labels(survey, places, areas, size * 1.25),
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


def _labels(survey: Survey, places: dict[str, Point], areas: list[MapArea], radius: float) -> list[dict[str, Any]]:
    """The names of areas, near their papers, and a line from each that is not."""
    points: dict[int, list[Point]] = defaultdict(list)
    numbers = {area.area.key: area.number for area in areas}
    for key, point in places.items():
        points[numbers.get(area_of(survey, survey.paper[key]) or "", -1)].append(point)
    placed = place_labels({area.number: area.label for area in areas}, points, radius)
    return [_label(number, placed[number]) for number in sorted(placed)]


def _label(number: int, label: Label) -> dict[str, Any]:
    left, upper, right, lower = label.box
    data: dict[str, Any] = {"x": _short(label.x), "y": _short(label.y), "area": number, "lines": list(label.lines)}
    if label.to:
        x, y = label.to
        ends = min(max(x, left), right), min(max(y, upper), lower), x, y
        data["line"] = [_short(end) for end in ends]
    return data
