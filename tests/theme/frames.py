"""The theme's templates around a page, as MkDocs (Jinja) and Zensical (MiniJinja) fill them."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import minijinja
from jinja2 import Environment, FileSystemLoader
from livingsurvey.model import Survey
from livingsurvey.store.theme_files import THEME
from mkdocs.utils.meta import get_data

from tests.site.engines import site_html
from tests.site.samples import rendered

CONFIG = {
    "site_name": "Survey",
    "site_description": "About it",
    "site_url": "https://survey.example/",
    "copyright": "Free",
    "extra_javascript": [],
    "extra_css": [],
    "theme": {"language": "en"},
    "extra": {"has_markdown": True},
}
#: The templates of pages.
TEMPLATES = sorted(path.name for path in THEME.glob("*.html"))
#: Fills a template with a context.
Frame = Callable[[str, dict[str, Any]], str]


@cache
def _jinja() -> Environment:
    environment = Environment(loader=FileSystemLoader(THEME), autoescape=False)
    environment.filters |= {"url": str, "script_tag": str}
    return environment


@cache
def _minijinja() -> minijinja.Environment:
    environment = minijinja.Environment(loader=_source, auto_escape_callback=lambda _: False, pycompat=False)
    environment.add_filter("url", str)
    environment.add_filter("script_tag", str)
    return environment


def jinja_frame(template: str, context: dict[str, Any]) -> str:
    """As MkDocs fills it: nothing is escaped that the template does not escape."""
    return _jinja().get_template(template).render(context)


def minijinja_frame(template: str, context: dict[str, Any]) -> str:
    """As Zensical fills it, nothing escaped either."""
    return str(_minijinja().render_template(template, **context))


def _source(name: str) -> str | None:
    file = THEME / name
    return file.read_text() if file.is_file() else None


FRAMES: tuple[Frame, ...] = (jinja_frame, minijinja_frame)


def context_of(meta: dict[str, Any], content: str = "", url: str = "papers/p.html") -> dict[str, Any]:
    """What a template is given: a page in a site of one page."""
    sections = [{"id": found, "children": []} for found in re.findall('<h2 id="(.*?)"', content)]
    toc = [{"id": "top", "children": sections}]
    page = {
        "meta": meta,
        "content": content,
        "toc": toc,
        "url": url,
        "title": "P",
        "is_homepage": False,
        "canonical_url": None,
    }
    listed = {"url": "index.html", "title": "Home", "is_page": True, "is_homepage": True, "children": None}
    nav = SimpleNamespace(homepage=listed, pages=[listed], items=[listed])  # a dictionary has other items
    return {"config": CONFIG, "page": page, "nav": nav, "base_url": ".."}


def shown(sample: Survey, path: str, frame: Frame = jinja_frame) -> str:
    """A page of a survey with what the theme puts around it, as the reader's browser gets it."""
    return framed(rendered(sample)[path], path, frame)


def framed(text: str, path: str = "papers/p.md", frame: Frame = jinja_frame) -> str:
    """The HTML of a page from its Markdown file."""
    body, meta = get_data(text)
    context = context_of(json.loads(json.dumps(meta, default=str)), site_html(body), path.replace(".md", ".html"))
    return frame(str(meta.get("page_template", "main.html")), context)


def article(html: str) -> str:
    """The article of a page."""
    return html.partition("<article")[2].partition("</article>")[0].partition(">")[2]


def theme_files(pattern: str) -> list[Path]:
    """Templates of the theme."""
    return sorted(THEME.rglob(pattern))
