"""The search index: one script that the site's search box loads when it is first used.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

import json

from generator.insight import Insight
from generator.model import Paper, Status, Survey, paths
from generator.model.markup import plain_text

PATH = "assets/search-index.js"


def export_search(survey: Survey, insight: Insight) -> dict[str, bytes]:
    """Return the index: topics and papers as lists of fields, in the order of ``fields``."""
    topics = [[topic.title, topic.summary, "", paths.topic_url(topic), "topic"] for topic in survey.topics]
    papers = [_entry(survey, insight, paper, paths.paper_url(paper)) for paper in survey.papers]
    data = {"fields": ["title", "text", "context", "url", "kind"], "entries": topics + papers}
    # "</" could end a script element, were the index ever put into a page.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return {PATH: f"window.surveySearchIndex={text};\n".encode()}


def _entry(survey: Survey, insight: Insight, paper: Paper, url: str) -> list[str]:
    title, abstract = plain_text(insight.title[paper.key]), plain_text(insight.abstract[paper.key])
    names = [survey.topic[key].title for key in paper.topics if key in survey.topic]
    context = " · ".join(part for part in (paper.kind or "", *names[:1], str(paper.year or "")) if part)
    kind = "excluded" if paper.status == Status.EXCLUDED else "paper"
    return [title, " ".join([paper.summary or "", abstract]).strip(), context, url, kind]
