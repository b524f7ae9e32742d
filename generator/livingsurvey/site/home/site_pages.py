"""The pages that say what the survey is: home, method, sources, and those written by hand."""

from collections import Counter
from functools import partial
from typing import Any

from livingsurvey.model import CaptureDate, HandPage, Paper, Status, Survey, SurveyField, Topic, paths
from livingsurvey.model.rule import limit_text
from livingsurvey.model.site_names import joined_files
from livingsurvey.site.home.overview import overview, shows_overview
from livingsurvey.site.home.repeatability_rows import (
    differences,
    repeatability_of_fields,
    repeatability_rows,
)
from livingsurvey.site.incoming.search_words import flow, latest_runs, search_rows, searched_line
from livingsurvey.site.maps.gap_map import axes, has_gap_map, matrix_of
from livingsurvey.site.messages import Messages
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.shown import has_map, has_results
from livingsurvey.site.topic.timeline import Lane, lanes_timeline

_LATEST = 8  # papers that the first page names as changed last


def frame_pages(renderer: Renderer) -> Pages:
    """The pages around topics and papers."""
    frame = {"index.md": _home, "method.md": _method, "sources.md": _sources}
    pages: Pages = {path: partial(make, renderer.without_summaries) for path, make in frame.items()}
    by_hand = {f"{page.key}.md": partial(_by_hand, renderer, page) for page in renderer.survey.pages}
    return joined_files([("the survey", pages), ("content/pages", by_hand)])


def _home(renderer: Renderer) -> Page:
    settings, searched = renderer.survey.settings, searched_line(renderer)
    meta = {
        "title": settings.name,
        "description": settings.description,
        "page_template": "home.html",
        "page_kind": "home",
        "scripts": ["reading", "whats-new", "save-figure", *(["overdue"] if searched else [])],
        "styles": ["reading", "maps", "topic"],
        "counts": size_in_words(renderer),
        "changed_on": str(renderer.survey.changed or ""),
        "searched": searched or None,
        "areas": [_area(renderer, area) for area in renderer.survey.areas],
        **_timeline(renderer),
        **_matrix(renderer),
        **({"overview": True} | overview(renderer) if shows_overview(renderer.survey) else {}),
        **_latest(renderer),
    }
    shown = {"results": has_results(renderer.survey), "gap_map": has_gap_map(renderer.survey)}
    return Page(meta, renderer.markdown("home/home.md.j2", rules=renderer.rules, **shown))


def size_in_words(renderer: Renderer) -> list[str]:
    """How large the survey is, in words; nothing is said of what it has none of."""
    survey, t = renderer.survey, renderer.messages.t
    counts, areas = survey.counts, t("count.areas", count=len(survey.areas))
    results = sum(len(paper.claims) for paper in survey.papers if paper.status != Status.EXCLUDED)
    included = {"papers": t("count.included", count=counts.included), "areas": areas}
    said = [
        (True, _screened(renderer)),
        (counts.included, t("home.included_in", **included) if survey.areas else included["papers"]),
        (results, t("count.results", count=results)),
        (survey.changed, t("home.changed", date=survey.changed)),
    ]
    return [text for known, text in said if known]


def _screened(renderer: Renderer) -> str:
    """How many papers there are, and how many of them somebody has screened."""
    counts, t = renderer.survey.counts, renderer.messages.t
    papers = t("count.papers", count=counts.papers)
    if not counts.screened:
        return papers
    if counts.screened < counts.papers:
        return t("home.screened_of", count=counts.screened, papers=papers)
    return t("home.screened", papers=papers)


def _area(renderer: Renderer, area: Topic) -> dict[str, Any]:
    """An area on the first page, with its topics and how many papers each has."""
    papers, link = renderer.survey.papers_of, renderer.page_links.topic
    topics = renderer.survey.topics_of[area.key]
    return link(area.key).data("") | {
        "summary": area.summary,
        "count": renderer.messages.t("count.papers", count=len(papers[area.key])),
        "topics": [link(topic.key).data("") | {"count": str(len(papers[topic.key]))} for topic in topics],
    }


def _timeline(renderer: Renderer) -> dict[str, Any]:
    """The papers of each area by year."""
    link, papers = renderer.page_links.topic, renderer.survey.papers_of
    lanes = [Lane(link(area.key), papers[area.key], {"area": area.key}) for area in renderer.survey.areas]
    return lanes_timeline(renderer, lanes, renderer.messages.t("timeline.areas"), up="")


def _matrix(renderer: Renderer) -> dict[str, Any]:
    """Areas against the terms of the first field that is an axis, and where there is more of that."""
    survey, t = renderer.survey, renderer.messages.t
    field = next(iter(axes(survey)), None)
    matrix = matrix_of(survey, field, with_topics=False) if field and survey.areas else None
    if not field or not matrix or not matrix.counts:
        return {}
    maps = [PageLink(t("home.map_of_topics"), "gap-map.html")]
    maps += [PageLink(t("home.map_of_papers"), "map.html")] if has_map(renderer.analysis) else []
    caption = t("home.matrix_caption", field=renderer.messages.in_sentence(field.label))
    return {"matrix": matrix.data(caption, t("home.area")), "maps": [link.data("") for link in maps]}


def _latest(renderer: Renderer) -> dict[str, Any]:
    """What was added or changed last, where version control says it."""
    survey, t = renderer.survey, renderer.messages.t
    latest = [
        renderer.page_links.paper(paper.key).data("")
        | {"note": t("home.added_on" if dates.added == dates.changed else "home.changed_on", date=dates.changed.date())}
        for paper in survey.latest[:_LATEST]
        for dates in (survey.history[paper.key],)
    ]
    feeds = [("Atom", ".xml"), ("JSON Feed", ".json")]
    named = {"feeds": paths.feed_path(), "new_feeds": paths.feed_path("new")}
    links = {key: [PageLink(name, path + end).data("") for name, end in feeds] for key, path in named.items()}
    return {"latest": latest, **links} if latest else {}


def _method(renderer: Renderer) -> Page:
    survey, t = renderer.survey, renderer.messages.t
    shown: dict[str, Any] = {"found": found_records(survey), "excluded": excluded_papers(survey)}
    shown |= {"named": _used_fields(survey), "repeated": repeatability_of_fields(renderer)}
    shown |= {"repeatability": repeatability_rows(renderer), "differences": differences(renderer)}
    searched = searched_line(renderer)
    shown |= {"flow": flow(survey), "rows": search_rows(renderer), "due": searched.get("due")}
    shown["state"] = searched.get("text") or t("searches.never")
    body = renderer.markdown("home/method.md.j2", changed_rules=changed_rules(survey), **shown)
    meta = {"description": t("method.description"), "scripts": ["overdue"] if searched else None}
    return Page(_text_meta(t("method.title"), "method") | meta, body)


def _used_fields(survey: Survey) -> list[SurveyField]:
    """The fields whose terms are defined for readers, and that a paper has a term of."""
    used = {field.vocabulary for paper in survey.papers for field, _ in survey.terms_of(paper)}
    known = [field for field in survey.fields.with_terms if survey.vocabulary.get(field.vocabulary or "")]
    return [field for field in known if not field.by_name and field.vocabulary in used]


def _sources(renderer: Renderer) -> Page:
    survey, t = renderer.survey, renderer.messages.t
    captured = {source.id: capture_date(renderer.messages, source.date) for source in survey.sources}
    corrected = [(paper, found) for paper in survey.papers if (found := survey.corrections_of(paper))]
    shown = {"found": found_records(survey), "captured": captured, "corrected": corrected}
    shown["runs"] = latest_runs(survey)
    body = renderer.markdown("home/sources.md.j2", **shown)
    return Page(_text_meta(t("sources.title"), "sources") | {"description": t("sources.description")}, body)


def _by_hand(renderer: Renderer, page: HandPage) -> Page:
    return Page(_text_meta(page.title, "hand"), renderer.markdown("home/hand.md.j2", page=page))


def _text_meta(title: str, kind: str) -> dict[str, Any]:
    return {"title": title, "page_template": "text.html", "page_kind": kind}


def capture_date(messages: Messages, date: CaptureDate) -> str:
    """Say what is known of a capture's date, and what is not."""
    month = messages.month(date.month) if date.month else ""
    known = messages.t("date.day_and_month", day=date.day, month=month) if date.day and month else month
    if date.year:
        return f"{known} {date.year}".strip()
    return messages.t("sources.no_year", date=known) if known else messages.t("sources.no_date")


def changed_rules(survey: Survey) -> list[tuple[str, str, str]]:
    """The rules of checking that the survey changes: id, what it changes, and why."""
    changed = []
    for name, setting in survey.settings.rules.items():
        level = {"off": "not applied", None: ""}.get(setting.level, f"level: {setting.level}")
        limits = [f"{limit.replace('_', ' ')}: {limit_text(value)}" for limit, value in setting.limits.items()]
        changed.append((name, "; ".join(filter(None, [level, *limits])), setting.reason or ""))
    return changed


def excluded_papers(survey: Survey) -> list[tuple[str | None, list[Paper]]]:
    """Excluded papers by reason, in the order of the vocabulary."""
    reasons = {paper.reason: list[Paper]() for paper in survey.papers if paper.status == Status.EXCLUDED}
    for paper in survey.papers:
        if paper.status == Status.EXCLUDED:
            reasons[paper.reason].append(paper)
    order = [term.id for term in survey.vocabulary.get("reasons", ())]
    return sorted(reasons.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))


def found_records(survey: Survey) -> dict[str, tuple[int, int]]:
    """For each source id: records in it, and papers seen nowhere else."""
    records = Counter(seen.source for paper in survey.papers for seen in paper.seen)
    only = Counter(next(iter(ids)) for p in survey.papers if len(ids := {seen.source for seen in p.seen}) == 1)
    return {source.id: (records[source.id], only[source.id]) for source in survey.sources}
