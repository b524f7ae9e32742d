"""Rules of what a survey says about the rules themselves, and about the searches that it names."""

from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import WARNING, Found, all_rules, meant, misuses, rule
from livingsurvey.site.explore.searches import unknown_in

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


@rule(WARNING)
def named_search(context: Context) -> Iterator[Found]:
    """A search that the survey names asks for what no paper has, or has the key of another.

    Why: Its feed stays empty, or is that of the other search, and whoever follows it waits for nothing.
    Fix: Name facets and values as the address of the page of all papers does: set the filters there and read it.
    Wrong: searches: [{key: with-code, name: With code, where: {kod: ["yes"]}}]
    Right: searches: [{key: with-code, name: With code, where: {code: ["yes"]}}]
    """
    keys, found = set[str](), dict[str, set[str]]()
    for n, search in enumerate(context.survey.settings.searches):
        if search.key in keys:
            yield Found(
                _FILE, f"there is another search «{search.key}».", "Give it another key.", ("searches", n, "key")
            )
        keys.add(search.key)
        for part, facet, value, known in unknown_in(context.survey, search, found):
            place = ("searches", n, part, facet)
            if value is None:
                yield Found(
                    _FILE,
                    f"«{search.key}» asks for the facet «{facet}», which does not exist.",
                    meant(facet, known),
                    place,
                )
            else:
                yield Found(
                    _FILE, f"«{search.key}» asks for «{value}», which no paper has.", meant(value, known), place
                )
