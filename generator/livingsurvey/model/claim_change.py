"""A claim that was added, corrected or taken away, as version control records it."""

from datetime import date
from typing import NamedTuple

from livingsurvey.model.paper import Claim


class ClaimChange(NamedTuple):
    """What a commit did to a claim: ``before`` is absent where it was added, ``after`` where it is gone."""

    on: date
    before: Claim | None
    after: Claim | None
