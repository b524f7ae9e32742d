"""What programs that visit the site ask for first: ``robots.txt`` and ``llms.txt``."""

import re

from livingsurvey.analysis.derive import Analysis
from livingsurvey.model import Survey, Topic, paths
from livingsurvey.model.text import clean
from livingsurvey.site.data.data_files import data_files


def export_robots(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return both files. The site map has an address only where the site's own is known."""
    site_map = paths.absolute(survey.settings.site_url, "sitemap.xml")
    robots = "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site_map}\n" if site_map else "")
    return {"robots.txt": robots.encode(), "llms.txt": _llms(survey).encode()}


def _llms(survey: Survey) -> str:
    """An overview in Markdown, as https://llmstxt.org/ has it: name, description, and sections of links."""
    settings, counts = survey.settings, survey.counts
    screened = f"{counts.screened} of " * (counts.screened < counts.papers)
    size = f"{screened}{counts.papers} papers screened" if counts.screened else f"{counts.papers} papers"
    about = f"{size}{f', {counts.included} included' * bool(counts.decided)}. {settings.scope.statement}"
    blocks = [f"# {_text(settings.name)}", f"> {_text(settings.description)}", _text(about)]
    for area in survey.areas:
        topics = [area, *survey.topics_of[area.key]]
        blocks.append("\n".join([f"## {_text(area.title)}", "", *(_topic(survey, topic) for topic in topics)]))
    files = [
        _link(survey, file.path, file.path, file.what)
        for file in data_files(survey.fields)
        if file.path.startswith("data/")
    ]
    blocks.append("\n".join(["## Data", "", *files]))
    pages = [
        ("method.html", "Method", "scope with worked examples, screening, limits"),
        ("sources.html", "Sources", "where the papers were found"),
        ("papers/index.html", "All papers", "from A to Z"),
    ]
    blocks.append("\n".join(["## Method", "", *(_link(survey, *page) for page in pages)]))
    return "\n\n".join(blocks) + "\n"


def _topic(survey: Survey, topic: Topic) -> str:
    return _link(survey, paths.topic_url(topic), topic.title, topic.summary)


def _link(survey: Survey, path: str, name: str, what: str) -> str:
    return f"- [{_text(name)}]({paths.reference(survey.settings.site_url, path, '')}): {_text(what)}"


def _text(text: str) -> str:
    """Text on one line in which nothing is a link or an element."""
    return re.sub(r"([\\\[\]<>`])", r"\\\1", clean(text).strip())
