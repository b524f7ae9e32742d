"""The pages of topics and areas, and the list of them."""

from collections import Counter

from livingsurvey.analysis.results import group_order
from livingsurvey.model import Claim, Paper, Survey, Topic, paths
from livingsurvey.model.citations import cited_keys
from livingsurvey.model.markup import Inline
from livingsurvey.site import words
from livingsurvey.site.renderer import Renderer


def topic_pages(renderer: Renderer) -> dict[str, str]:
    """Render the page of each topic and area, and the list of all."""
    pages = {"topics/index.md": renderer.page("topic/topics.md.j2")}
    return pages | {paths.topic_source(topic.key): _topic(renderer, topic) for topic in renderer.survey.topics}


def years(papers: tuple[Paper, ...]) -> list[tuple[int, int]]:
    """How many papers each year has, in order of years."""
    return sorted(Counter(paper.year for paper in papers if paper.year).items())


def references(renderer: Renderer, topic: Topic) -> list[Paper]:
    """The papers that the topic's prose cites, by the names it calls them."""
    cited = [renderer.survey.paper[key] for key in cited_keys(topic.prose) if key in renderer.survey.paper]
    return sorted(cited, key=lambda paper: (words.citation_label(paper).casefold(), paper.key))


def _topic(renderer: Renderer, topic: Topic) -> str:
    papers = renderer.survey.papers_of[topic.key]
    template = "topic/topic.md.j2" if topic.parent else "topic/area.md.j2"
    shown = {"topic": topic, "papers": papers, "kinds": _kinds(renderer.survey, papers), "years": years(papers)}
    shown |= {"cited": references(renderer, topic)}
    corrections = renderer.links.corrections(topic.path, f"topics/{topic.key}", topic.title)
    neighbours = _neighbours(renderer.survey, topic)
    return renderer.page(template, **shown, **corrections, claims=claims_of(renderer, papers), neighbours=neighbours)


def _neighbours(survey: Survey, topic: Topic) -> list[tuple[Topic, int]]:
    """The topics that share papers with this one, those that share most first."""
    counts = Counter(key for paper in survey.papers_of[topic.key] for key in paper.topics if key in survey.topic)
    del counts[topic.key]
    return [(survey.topic[key], count) for key, count in counts.most_common()]


def claims_of(renderer: Renderer, papers: tuple[Paper, ...]) -> list[tuple[Paper, Claim, Inline]]:
    """Every claim of the papers with its quote as shown, grouped as all results are."""
    rows = [
        (paper, claim, quote)
        for paper in papers
        for claim, quote in zip(paper.claims, renderer.analysis.quotes[paper.key], strict=True)
    ]
    place = group_order(renderer.survey)
    return sorted(rows, key=lambda row: place(row[1]))


def _kinds(survey: Survey, papers: tuple[Paper, ...]) -> list[tuple[str, int]]:
    """How many papers have each term of the field that is said of a paper first."""
    field = survey.fields.heading
    names = (name for paper in papers for name in paper.terms(field.id)) if field else ()
    return [(survey.word(field.vocabulary or "", name) or name, n) for name, n in Counter(names).most_common() if field]
