"""The page of the rules: what each finds, why, and how to fix it, from the rules' own words."""

from itertools import groupby

from livingsurvey.model.rule import limit_text
from livingsurvey.site.renderer import Renderer


def rules_pages(renderer: Renderer) -> dict[str, str]:
    """Render the page of the rules, where they are given."""
    if not renderer.rules:
        return {}
    subjects = [(subject, list(rules)) for subject, rules in groupby(renderer.rules, key=lambda rule: rule.subject)]
    return {
        "rules.md": renderer.page(
            "reference/rules.md.j2", subjects=subjects, rules=renderer.rules, limit_text=limit_text
        )
    }
