"""Survey -> findings. Used by the command, by builds and by tests alike.

A module holds the rules of one subject; the order of the imports is the order in which the rules are documented.
"""

# ruff: noqa: I001
from livingsurvey.checks import reading, keys, identity, dates, links, terms, vocabulary, fields
from livingsurvey.checks import (
    scope,
    examples,
    claims,
    citing,
    evidence,
    prose,
    prose_links,
    baselines,
    works,
    statements,
    provenance,
    facts,
    readings,
    searches,
    text,
    people,
    files,
    form,
    to_do,
    settings,
    decisions,
    relations,
    guard,
    rewritten,
)
from livingsurvey.checks.rule import RULES, Rule, all_rules, rules_of
from livingsurvey.checks.run import check

_SUBJECTS = (
    reading,
    keys,
    identity,
    dates,
    links,
    terms,
    vocabulary,
    fields,
    scope,
    examples,
    claims,
    citing,
    evidence,
    prose,
    prose_links,
    baselines,
    works,
    statements,
    provenance,
    facts,
    readings,
    searches,
    text,
    people,
    files,
    form,
    to_do,
)
RULES.update(
    {
        rule.doc.id: rule
        for subject in (*_SUBJECTS, settings, decisions, relations, guard, rewritten)
        for rule in vars(subject).values()
        if isinstance(rule, Rule)
    }
)

__all__ = ["RULES", "all_rules", "check", "rules_of"]
