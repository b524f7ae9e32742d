"""The map of papers: similar ones stand together, coloured and shaped by area."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from livingsurvey.analysis.map_layout import HEIGHT, WIDTH, distance
from livingsurvey.model import Paper, Point, Status, Survey, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.svg import drawing, element, linked
from markupsafe import Markup

COLOURS = 7  # of the style sheet
_SHAPES = (  # within a square of side 2; with 7 colours, 28 areas look different
    element("circle", r=0.9),
    element("rect", x=-0.8, y=-0.8, width=1.6, height=1.6),
    element("path", d="M0-1.1 1.1.85-1.1.85z"),
    element("path", d="M0-1.2 1.2 0 0 1.2-1.2 0z"),
)
_LONGEST = 36  # characters of a label
_LINE = 24.0  # between two labels, from line to line


@dataclass(frozen=True, slots=True)
class Entry:
    """An area in the legend: its number decides its colour and its shape."""

    area: Topic
    look: str
    shape: str
    count: int
    sign: Markup

    @property
    def label(self) -> str:
        """The area's title, cut where it is too long for the map."""
        title = self.area.title
        return title if len(title) <= _LONGEST else title[:_LONGEST].rstrip() + "…"


def map_pages(renderer: Renderer) -> dict[str, str]:
    """Render the map."""
    survey, places = renderer.survey, renderer.analysis.places
    entries = [_entry(survey, n, area) for n, area in enumerate(survey.areas)]
    drawn = _drawing(renderer, entries) if len(places) > 1 else None
    return {"map.md": renderer.page("maps/map.md.j2", entries=entries, drawing=drawn, count=len(places))}


def area_of(survey: Survey, paper: Paper) -> str | None:
    """The key of the area of a paper's primary topic."""
    topic = survey.topic.get(paper.primary_topic or "")
    return (topic.parent or topic.key) if topic else None


def _entry(survey: Survey, number: int, area: Topic) -> Entry:
    papers = [p for p in survey.papers_of[area.key] if p.status == Status.INCLUDED and area_of(survey, p) == area.key]
    look, shape = f"a{number % COLOURS}", f"#mark-{number % len(_SHAPES)}"
    drawn = element("use", href=shape, transform="scale(5.5)")
    sign = element("svg", drawn, class_=f"sign {look}", viewBox="-7 -7 14 14", aria_hidden="true")
    return Entry(area, look, shape, len(papers), sign)


def _drawing(renderer: Renderer, entries: list[Entry]) -> Markup:
    survey, places = renderer.survey, renderer.analysis.places
    look = {entry.area.key: entry for entry in entries}
    size = distance(len(places)) * 0.42
    marks = [_mark(renderer, survey.paper[key], point, look, size) for key, point in places.items()]
    name = f"Map of {len(places)} papers by similarity"
    description = "Each mark is a paper and leads to its page. The nearer two marks, the more their texts share."
    shapes = [element("g", shape, id=f"mark-{n}") for n, shape in enumerate(_SHAPES)]
    parts = [element("defs", *shapes), element("g", *marks, class_="marks"), _labels(survey, places, entries)]
    return drawing(name, description, (WIDTH, HEIGHT), parts, "map")


def _mark(renderer: Renderer, paper: Paper, point: Point, look: dict[str, Entry], size: float) -> Markup:
    entry = look.get(area_of(renderer.survey, paper) or "")
    told = [entry.area.title] if entry else []
    told += [str(paper.year)] if paper.year else []
    title = plain_text(renderer.analysis.title[paper.key]) + (f" ({', '.join(told)})" if told else "")
    place = f"translate({point[0]:g} {point[1]:g})scale({size:.3g})"
    shape, colour = (entry.shape, entry.look) if entry else ("#mark-0", "a")
    return linked(element("use", href=shape, transform=place, class_=colour), title, paths.paper_url(paper))


def _labels(survey: Survey, places: dict[str, Point], entries: list[Entry]) -> Markup:
    """Names of areas in the middle of their papers, moved down where two would overlap."""
    points: dict[str | None, list[Point]] = defaultdict(list)
    for key, point in places.items():
        points[area_of(survey, survey.paper[key])].append(point)
    middle = [(*_middle(points[entry.area.key]), entry) for entry in entries if points[entry.area.key]]
    taken: list[tuple[float, float, float]] = []
    labels = []
    for x, y, entry in sorted(middle, key=lambda item: item[1::-1]):
        half = 4.6 * len(entry.label)
        x = min(max(x, half + 4), WIDTH - half - 4)
        while any(abs(y - other) < _LINE and abs(x - at) < half + wide for at, other, wide in taken):
            y += 4
        taken.append((x, y, half))
        labels.append(element("text", entry.label, x=round(x), y=round(y), class_=entry.look))
    return element("g", *labels, class_="names", aria_hidden="true")


def _middle(points: list[Point]) -> Point:
    return median(x for x, _ in points), median(y for _, y in points)
