"""The pages of statements: what papers agree on, what they disagree on, and open questions, each by area."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.model import OpenQuestion, QuotedPaper, Statement, Topic, paths
from livingsurvey.model.markup import Inline, plain_text
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.site import words
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.paper.publication import date_text
from livingsurvey.site.renderer import Renderer

_ARRIVED = 3  # papers that are named of those that arrived since a question was looked at


class ShownQuotation(NamedTuple):
    """A paper that a statement quotes: its link, the words as they are shown, and what its side says."""

    paper: PageLink
    quote: Inline
    says: str = ""


class ShownStatement(NamedTuple):
    """A statement as pages show it.

    ``counts`` says how many abstracts say so; ``arrived`` are papers that came into the topics of a question since it
    was looked at, of which there are ``more``.
    """

    kind: str
    text: str
    anchor: str
    link: PageLink
    topics: list[PageLink]
    counts: str
    dated: str
    why: str
    support: list[ShownQuotation]
    dissent: list[ShownQuotation]
    arrived: list[PageLink]
    more: int


class _Group(NamedTuple):
    """The statements of an area."""

    area: PageLink
    anchor: str
    statements: list[ShownStatement]


def statement_pages(renderer: Renderer) -> Pages:
    """The page of each kind of statement."""
    return {f"{kind}.md": partial(_page, renderer, kind) for kind in STATEMENT_KINDS}


def _page(renderer: Renderer, kind: str) -> Page:
    t, listed = renderer.messages.t, renderer.survey.statements.of(kind)
    groups = list(_groups(renderer, listed))
    meta: dict[str, Any] = {
        "title": t(f"statements.kind.{kind}.title"),
        "description": t(f"statements.kind.{kind}.description"),
        "page_template": "statements.html",
        "page_kind": "statements",
        "styles": ["statements"],
        "empty": not listed or None,
        "edit": _file_address(renderer, kind) if listed else None,
    }
    count = t(f"statements.kind.{kind}.count", count=len(listed))
    shown: dict[str, Any] = {"kind": kind, "groups": groups, "count": count, "others": _others(renderer, kind)}
    shown |= {"title": meta["title"], "lead": t(f"statements.kind.{kind}.lead")}
    return Page(meta, renderer.markdown("statements/statements.md.j2", **shown))


def _others(renderer: Renderer, kind: str) -> list[PageLink]:
    """The pages of the other kinds that have statements."""
    others = (other for other in STATEMENT_KINDS if other != kind and renderer.survey.statements.of(other))
    return [PageLink(renderer.messages.t(f"statements.kind.{other}.title"), f"{other}.html") for other in others]


def _file_address(renderer: Renderer, kind: str) -> str | None:
    """Where the file of a kind is edited."""
    settings = renderer.survey.settings
    repository = settings.repository
    return f"{repository.rstrip('/')}/edit/{quote(settings.branch)}/{statement_file(kind)}" if repository else None


def _groups(renderer: Renderer, listed: Iterable[Statement]) -> Iterator[_Group]:
    """The statements under the area of their first topic, in the order of areas and topics."""
    survey = renderer.survey
    order = {topic.key: n for n, area in enumerate(survey.areas) for topic in (area, *survey.topics_of[area.key])}
    places = {topic.key: n for n, topic in enumerate(survey.topics)}
    by_area: dict[int, list[Statement]] = {}
    for statement in listed:
        by_area.setdefault(order.get(statement.topics[0], len(survey.areas)), []).append(statement)
    for n in sorted(by_area):
        statements = sorted(by_area[n], key=lambda one: places.get(one.topics[0], len(places)))
        area = survey.areas[n].key if n < len(survey.areas) else ""
        link = renderer.page_links.topic(area) if area else PageLink(renderer.messages.t("statements.elsewhere"))
        yield _Group(link, f"area-{area or 'none'}", [shown_statement(renderer, one) for one in statements])


def statements_of_topic(renderer: Renderer, topic: Topic) -> dict[str, list[ShownStatement]]:
    """The statements of a topic, by kind."""
    found: dict[str, list[ShownStatement]] = {kind: [] for kind in STATEMENT_KINDS}
    for statement in renderer.survey.statements_of.get(topic.key, ()):
        found[statement.kind].append(shown_statement(renderer, statement))
    return found


def statements_in_area(renderer: Renderer, area: Topic) -> list[PageLink]:
    """How many statements of each kind an area has, with where they are listed."""
    topics = {topic.key for topic in renderer.survey.topics_of[area.key]}
    first = [one.kind for one in renderer.survey.statements_of.get(area.key, ()) if one.topics[0] in topics]
    return [
        PageLink(
            renderer.messages.t(f"statements.kind.{kind}.count", count=first.count(kind)),
            f"{kind}.html#area-{area.key}",
        )
        for kind in STATEMENT_KINDS
        if kind in first
    ]


def statements_on(renderer: Renderer, key: str) -> list[tuple[str, PageLink]]:
    """The statements that rest on a paper, each with the name of its kind."""
    return [
        (renderer.messages.t(f"statements.kind.{one.kind}.one"), _link(one))
        for one in renderer.survey.statements_on.get(key, ())
    ]


def _link(statement: Statement) -> PageLink:
    return PageLink(statement.text, paths.statement_url(statement))


def shown_statement(renderer: Renderer, statement: Statement) -> ShownStatement:
    """A statement as pages show it."""
    topics = [renderer.page_links.topic(key) for key in statement.topics if key in renderer.survey.topic]
    quoted: dict[str, list[ShownQuotation]] = {"support": [], "dissent": []}
    for name, one in statement.quotations:
        quoted["dissent" if name == "dissent" else "support"].append(shown_quotation(renderer, one))
    arrived = renderer.survey.arrived_since(statement) if isinstance(statement, OpenQuestion) else []
    return ShownStatement(
        kind=statement.kind,
        text=statement.text,
        anchor=paths.statement_anchor(statement),
        link=_link(statement),
        topics=topics,
        counts=_counts(renderer, statement),
        dated=_dated(renderer, statement),
        why=getattr(statement, "why", ""),
        **quoted,
        arrived=[renderer.page_links.paper(key) for key in arrived[:_ARRIVED]],
        more=max(0, len(arrived) - _ARRIVED),
    )


def _counts(renderer: Renderer, statement: Statement) -> str:
    """How many abstracts say so, and how many disagree."""
    t, dissent = renderer.messages.t, getattr(statement, "dissent", ())
    if statement.kind != "consensus":
        return ""
    support = len({quoted.paper for quoted in getattr(statement, "support", ())})
    said = [t("statements.say_so", count=support)]
    return ", ".join(said + ([t("statements.disagree", count=len({one.paper for one in dissent}))] if dissent else []))


def _dated(renderer: Renderer, statement: Statement) -> str:
    messages = renderer.messages
    if not isinstance(statement, OpenQuestion):
        return date_text(messages, statement.date)
    asked = messages.t("statements.asked", date=date_text(messages, statement.asked))
    if statement.asked == statement.checked:
        return asked
    return f"{asked}, {messages.t('statements.checked', date=date_text(messages, statement.checked))}"


def shown_quotation(renderer: Renderer, quoted: QuotedPaper) -> ShownQuotation:
    """A paper that a statement quotes, by the name that prose gives it; what it is called is said of the link."""
    paper = renderer.survey.paper[quoted.paper]
    link = PageLink(words.dated_label(paper), paths.paper_url(paper), plain_text(renderer.analysis.title[paper.key]))
    return ShownQuotation(link, shown_text(paper, quoted.quote), getattr(quoted, "says", ""))
