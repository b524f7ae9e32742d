"""The pages that tell what the survey is: home, method, sources, and those written by hand."""

from collections import Counter

from livingsurvey.model import Paper, Status, Survey
from livingsurvey.model.rule import limit_text
from livingsurvey.site.maps.gap_map import axes, matrix_of
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.topic.topic_pages import years


def frame_pages(renderer: Renderer) -> dict[str, str]:
    """Render the pages around topics and papers."""
    survey = renderer.survey
    found = found_records(survey)
    of_areas = {area.key: years(survey.papers_of[area.key]) for area in survey.areas}
    pages = {
        "index.md": renderer.page(
            "home/home.md.j2",
            results=_results(survey.papers),
            years=of_areas,
            rules=renderer.rules,
            matrix=next((matrix_of(survey, field, with_topics=False) for field in axes(survey)[:1]), None),
        ),
        "method.md": renderer.page(
            "home/method.md.j2", found=found, excluded=excluded_papers(survey), changed_rules=changed_rules(survey)
        ),
        "sources.md": renderer.page("home/sources.md.j2", found=found),
    }
    return pages | {f"{page.key}.md": renderer.page("home/hand.md.j2", page=page) for page in survey.pages}


def changed_rules(survey: Survey) -> list[tuple[str, str, str]]:
    """The rules of checking that the survey changes: id, what it changes, and why."""
    changed = []
    for name, setting in survey.settings.rules.items():
        level = {"off": "not applied", None: ""}.get(setting.level, f"level: {setting.level}")
        limits = [f"{limit.replace('_', ' ')}: {limit_text(value)}" for limit, value in setting.limits.items()]
        changed.append((name, "; ".join(filter(None, [level, *limits])), setting.reason or ""))
    return changed


def _results(papers: tuple[Paper, ...]) -> int:
    return sum(len(paper.claims) for paper in papers if paper.status != Status.EXCLUDED)


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
