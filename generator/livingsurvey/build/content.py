"""From ``content/`` to all that pages and files are made of: read, checked, and with what is derived of it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from livingsurvey.build.publishable import publishable
from livingsurvey.build.stamps import address_in
from livingsurvey.model import RuleDoc, Survey, corrections_in, dates_of
from livingsurvey.store.claim_history import claim_changes
from livingsurvey.store.extended import load_extended
from livingsurvey.store.history import Commit, read_dates

if TYPE_CHECKING:  # what reads and renders is imported where it is needed: most builds find little to do
    from livingsurvey.analysis.derive import Analysis
    from livingsurvey.site.messages import Messages

#: Below the survey's root: what was read from version control.
HISTORY = Path("build/history.json")
CLAIM_HISTORY = Path("build/claim-history.json")


@dataclass(frozen=True, slots=True)
class SiteContent:
    """What a site is about: what is published, what was derived of it, and in which words it is shown.

    ``rules`` is what the rules say of themselves.
    """

    survey: Survey
    analysis: "Analysis"
    rules: tuple[RuleDoc, ...]
    messages: "Messages"


def dated(root: Path, survey: Survey, commit: Commit) -> Survey:
    """Return the survey with its dates, what its sources state, and the addresses that the environment gives."""
    given = {"site_url": address_in("SITE_URL"), "repository": address_in("REPOSITORY_URL")}
    settings = survey.settings.model_copy(update={name: address for name, address in given.items() if address})
    from livingsurvey.importers.captured_records import captured_records
    from livingsurvey.importers.stated_facts import corrections_of

    history = dates_of(survey.papers, read_dates(root, commit, root / HISTORY))
    corrections = corrections_of(root, survey) if any(map(corrections_in, survey.papers)) else {}
    survey = replace(survey, corrections=corrections, captured=captured_records(root, survey))
    claims = claim_changes(root, commit, survey, root / CLAIM_HISTORY)
    return replace(survey, settings=settings, changed=commit.date, history=history, claim_changes=claims)


def read_publishable(root: Path) -> Survey | None:
    """Read the survey without what has errors; ``None`` where it cannot be read."""
    from livingsurvey.checks.run import check

    loaded = load_extended(root)
    return publishable(loaded.survey, check(root, loaded)) if loaded.survey else None
