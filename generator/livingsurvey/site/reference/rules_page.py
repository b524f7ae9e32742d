"""The page of the rules: what each finds, why, and how to fix it, from the rules' own words."""

from itertools import groupby

from livingsurvey.model import RuleDoc, Severity
from livingsurvey.model.rule import limit_text
from livingsurvey.site.page import Page
from livingsurvey.site.renderer import Renderer

_LEVELS = {Severity.ERROR: "rules.error", Severity.WARNING: "rules.warning", Severity.ADVICE: "rules.advice"}


def rules_pages(renderer: Renderer) -> dict[str, Page]:
    """The page of the rules, where they are given."""
    if not renderer.rules:
        return {}
    t, rules = renderer.messages.t, renderer.rules
    subjects = [(subject, list(of_subject)) for subject, of_subject in groupby(rules, key=lambda rule: rule.subject)]
    marks = {rule.id: " · ".join(_marks(renderer, rule)) for rule in rules}
    meta = {"title": t("rules.title"), "description": t("rules.description"), "page_kind": "rules", "styles": ["rules"]}
    body = renderer.markdown("reference/rules.md.j2", subjects=subjects, marks=marks, count=len(rules))
    return {"rules.md": Page(meta, body)}


def _marks(renderer: Renderer, rule: RuleDoc) -> list[str]:
    """What is said of a rule in a few words: its level, what follows from it, and its limits."""
    t = renderer.messages.t
    marks = [t(_LEVELS[rule.severity])]
    marks += [t("rules.unsafe")] if rule.unsafe else []
    marks += [t("rules.fixable")] if rule.fixable else []
    return marks + [f"{name}: {limit_text(limit)}" for name, limit in rule.limits.items()]
