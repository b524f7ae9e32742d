"""Survey -> findings. Used by the command, by builds and by tests alike.

A module holds the rules of one subject; the order of the imports is the order in which the rules are documented.
"""

# ruff: noqa: I001, F401
from livingsurvey.checks import reading, identity, dates, links, terms, vocabulary
from livingsurvey.checks import scope, claims, prose, provenance, text, form, to_do, guard
from livingsurvey.checks.rule import RULES
from livingsurvey.checks.run import check

__all__ = ["RULES", "check"]
