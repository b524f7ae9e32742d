"""The whole survey as one document, for print: chapters of areas and topics, and a bibliography.

Its links are those of the site (``papers/x.html``); :func:`anchors` says where in the document each leads.
"""

import json
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from livingsurvey.model import Status, Survey, Topic
from livingsurvey.model.citations import cited_keys
from livingsurvey.site.home.repeatability_rows import repeatability_rows
from livingsurvey.site.home.site_pages import capture_date, excluded_papers, found_records, size_in_words
from livingsurvey.site.paper.field_facts import baseline
from livingsurvey.site.references import reference_list
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.statements.statement_pages import statements_of_topic
from livingsurvey.site.topic.topic_pages import claims_of


def book(renderer: Renderer) -> str:
    """Render the document as Markdown without front matter."""
    survey = renderer.survey
    return renderer.markdown(
        "book/book.md.j2",
        baseline=partial(baseline, renderer),
        bibliography=reference_list(renderer, bibliography(survey)),
        chapters=[(area, survey.topics_of[area.key]) for area in survey.areas],
        claims={topic.key: claims_of(renderer, survey.papers_of[topic.key]) for topic in survey.topics},
        found=found_records(survey),
        captured={source.id: capture_date(renderer.messages, source.date) for source in survey.sources},
        excluded=excluded_papers(survey),
        repeatability=repeatability_rows(renderer),
        size=size_in_words(renderer),
        statements={topic.key: statements_of_topic(renderer, topic) for topic in survey.topics},
    )


def book_page(renderer: Renderer, body: str, styles: tuple[str, ...], folders: tuple[Path, ...]) -> str:
    """Put the document's HTML into the theme's ``book.html``, which can be printed.

    Args:
        renderer: of the survey.
        body: the document as HTML; it must come from a Markdown engine fed by :func:`book`.
        styles: addresses of style sheets.
        folders: those of the theme.
    """
    settings = renderer.survey.settings
    title = json.dumps(settings.name, ensure_ascii=False)  # a string of CSS is written the same way
    meta = {"description": settings.description, "styles": styles, "running_title": title}
    config = {"site_name": settings.name, "theme": {"language": renderer.messages.language}}
    # As in the theme's other templates, nothing is escaped but what the template escapes itself.
    template = Environment(loader=FileSystemLoader(folders), autoescape=False).get_template("book.html")
    return template.render(config=config, page={"meta": meta, "content": body})


def bibliography(survey: Survey) -> list[str]:
    """The keys of every paper that is not excluded, and of whatever prose cites or begins with all the same."""
    cited = _cited(survey)
    papers = [paper.key for paper in survey.papers if paper.status != Status.EXCLUDED or paper.key in cited]
    return [*papers, *(key for key in survey.landmark if key in cited)]


def _cited(survey: Survey) -> set[str]:
    texts = [*(text for topic in survey.topics for text in topic.texts), *(page.body for page in survey.pages)]
    starts = {start.key for topic in survey.topics for start in topic.start_here}
    return {key for text in texts for key in cited_keys(text)} | starts


def anchors(survey: Survey) -> dict[str, str]:
    """Where in the document a page of the site is found: ``papers/x`` -> ``paper-x``."""
    return (
        {_page_of(survey, key): f"paper-{key}" for key in bibliography(survey)}
        | {f"topics/{topic.key}": topic_anchor(topic) for topic in survey.topics}
        | {f"{page.key}": f"page-{page.key}" for page in survey.pages}
        | {"index": "contents", "topics/index": "contents", "papers/index": "bibliography"}
        | {"method": "method", "sources": "sources"}
    )


def _page_of(survey: Survey, key: str) -> str:
    return f"papers/{key}" if key in survey.paper else f"{survey.landmark[key][0]}/{key}"


def topic_anchor(topic: Topic) -> str:
    """The anchor of a topic's chapter."""
    return f"topic-{topic.key}"
