"""Rules of what a survey says about the rules themselves."""

from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import WARNING, Found, all_rules, meant, misuses, rule

_FILE = "content/survey.yml"


@rule(WARNING)
def rule_setting(context: Context) -> Iterator[Found]:
    """The settings change a rule that does not exist, or change one as they may not.

    Why: The setting has no effect, so the survey is checked otherwise than its curators believe.
    Fix: Correct the name of the rule or of its limit; give a reason where a level is lowered. What is unsafe cannot
        be lowered.
    Wrong: rules: {topic-sise: {limits: {papers: [3, 60]}}}
    Right: rules: {topic-size: {limits: {papers: [3, 60]}}}
    """
    rules = all_rules(context.survey)
    for name, setting in context.survey.settings.rules.items():
        if name not in rules:
            yield Found(_FILE, f"there is no rule «{name}».", meant(name, rules))
            continue
        for path, said, fix in misuses(rules[name], setting):
            yield Found(_FILE, f"{name}: {said}", fix, ("rules", name, *path))
