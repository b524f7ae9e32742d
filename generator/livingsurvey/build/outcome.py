"""What a build comes to, and how that is reported."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from livingsurvey.build.content import SiteContent
from livingsurvey.model import Finding, Severity, Survey
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import TreeChange

if TYPE_CHECKING:
    from livingsurvey.site.exports import Search

#: How many findings of a level a build prints.
SHOWN = 20

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]


class BuildError(SurveyError):
    """The site could not be built; the message says why. The old site is untouched."""


@dataclass(slots=True)
class Generated:
    """The outcome of generating pages.

    ``content`` is what was published, and ``None`` where nothing had to be read again, or the survey cannot be read;
    ``readable`` says which. ``search`` gives the search index, where somebody is at it already. ``site_url`` is the
    address of the hosted site, where it is known, ``made`` whether the pages are in the docs folder, and ``warnings``
    are those of MkDocs.
    """

    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    change: TreeChange = field(default_factory=lambda: TreeChange((), (), 0))
    content: SiteContent | None = None
    search: "Search | None" = None
    fresh: bool = False
    readable: bool = True
    site_url: str | None = None
    made: bool = True
    warnings: tuple[str, ...] = ()

    @property
    def survey(self) -> Survey | None:
        """What was published, where it was read."""
        return self.content.survey if self.content else None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of which something was left out."""
        return tuple(finding for finding in self.findings if finding.severity == Severity.ERROR)

    def obstacle(self, strict: bool = False) -> str | None:
        """Say why no site may be made of the pages; ``None`` where one may.

        Args:
            strict: whether any error is in the way, rather than only what is unsafe.
        """
        if not self.readable:
            return "content/survey.yml cannot be read."
        if any(finding.unsafe for finding in self.findings):
            return "The content has something unsafe in it."
        return "The content has errors." if strict and self.errors else None


def report(findings: tuple[Finding, ...], built: bool = True) -> list[str]:
    """Sum up findings for whoever builds: the first errors and warnings, and how many of each level there are.

    Args:
        findings: what was found.
        built: whether a site is made, from which what has errors is left out.
    """
    lines = {level: [str(finding) for finding in findings if finding.severity == level] for level in Severity}
    errors, warnings, advice = lines[Severity.ERROR], lines[Severity.WARNING], len(lines[Severity.ADVICE])
    counts = [f"{len(errors)} error{'s' * (len(errors) != 1)}"] if errors else []
    counts += [f"{len(warnings)} warning{'s' * (len(warnings) != 1)}"] if warnings else []
    counts += [f"{advice} piece{'s' * (advice != 1)} of advice"] if advice else []
    left_out = " What the errors are about is left out of the site." if errors and built else ""
    total = [f"{', '.join(counts)}: `survey check` lists all.{left_out}"] if counts else []
    return [*_first(warnings), *_first(errors), *total]


def _first(lines: list[str]) -> list[str]:
    return [*lines[:SHOWN], *([f"… and {len(lines) - SHOWN} more."] if len(lines) > SHOWN else [])]


@contextmanager
def timed(outcome: Generated, stage: str, progress: Progress) -> Iterator[None]:
    """Announce a stage, and add the seconds that it takes to the outcome."""
    progress(stage)
    start = perf_counter()
    try:
        yield
    finally:
        outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + perf_counter() - start
