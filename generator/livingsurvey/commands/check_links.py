"""External links: which there are, what visits found, and the one report of it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from livingsurvey.checks.context import Context
from livingsurvey.checks.links import links_in
from livingsurvey.model import Survey
from livingsurvey.model.base import doi_address
from livingsurvey.services.visit_links import Outcome, Visit
from livingsurvey.store.files import write_atomically

#: What visits have by_outcome, below the survey's root.
STATE = "build/links.json"

_HEADS = {
    Outcome.DEAD: "Dead",
    Outcome.REDIRECTED: "Moved for good",
    Outcome.UNSURE: "Unsure",
    Outcome.REFUSED: "Refused to a robot (most likely all is well)",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address: the last visit, its day, and since when the outcome is the same."""

    visit: Visit
    day: date
    since: date


def addresses(survey: Survey) -> dict[str, tuple[str, ...]]:
    """The web addresses in papers and prose, each with the files that name it. arXiv numbers are no links."""
    found: dict[str, list[str]] = {}
    for paper in survey.papers:
        if paper.doi:
            found.setdefault(doi_address(paper.doi), []).append(paper.path)
    for link in links_in(Context(survey)):
        if link.url.startswith(("http://", "https://")):
            found.setdefault(link.url, []).append(link.file)
    return {url: tuple(dict.fromkeys(files)) for url, files in sorted(found.items())}


def due(urls: Iterable[str], known: Mapping[str, Known], today: date, days: int) -> list[str]:
    """The addresses to visit: all but those that answered within the last ``days``.

    Args:
        urls: all addresses.
        known: what earlier visits found.
        today: the day of the visits.
        days: how long an answer counts.
    """
    fresh = today - timedelta(days=days)
    return [
        url
        for url in urls
        if url not in known or known[url].visit.outcome != Outcome.OK or not fresh < known[url].day <= today
    ]


def renewed(known: Mapping[str, Known], visits: Iterable[Visit], today: date) -> dict[str, Known]:
    """What is known after some visits. An outcome that stays the same keeps its first day.

    Args:
        known: what earlier visits found.
        visits: the new ones.
        today: their day.
    """
    now = dict(known)
    for visit in visits:
        before = known.get(visit.url)
        same = before is not None and before.visit.outcome == visit.outcome
        now[visit.url] = Known(visit, today, before.since if before and same else today)
    return now


def report(links: Mapping[str, tuple[str, ...]], known: Mapping[str, Known]) -> str:
    """The report in Markdown; empty when there is nothing to do."""
    current = {url: known[url] for url in links if url in known}
    by_outcome = {outcome: [k for k in current.values() if k.visit.outcome == outcome] for outcome in Outcome}
    if not (by_outcome[Outcome.DEAD] or by_outcome[Outcome.REDIRECTED] or by_outcome[Outcome.UNSURE]):
        return ""
    counts = ", ".join(f"{len(by_outcome[outcome])} {outcome}" for outcome in Outcome)
    parts = [f"{len(links)} external links: {counts}."]
    for outcome, head in _HEADS.items():
        if by_outcome[outcome]:
            parts.append(f"## {head}\n\n" + "\n".join(_line(one, links[one.visit.url]) for one in by_outcome[outcome]))
    return "\n\n".join(parts) + "\n"


def _line(one: Known, files: tuple[str, ...]) -> str:
    target = f" → {_code(one.visit.target)}" if one.visit.target else ""
    where = ", ".join(_code(file) for file in files)
    return f"- {_code(one.visit.url)}{target} ({_plain(one.visit.why)}, since {one.since}) in {where}"


def _code(text: str) -> str:
    """A text as code, in which nothing is markup and nobody is mentioned."""
    return f"`{re.sub(r'[^!-~]|`', '', text)[:500] or ' '}`"


def _plain(text: str) -> str:
    return re.sub(r"[^\w ,:.-]", "", text)[:100]


def read_state(root: Path) -> dict[str, Known]:
    """What earlier visits found; nothing where the file is missing or broken."""
    try:
        current = json.loads((root / STATE).read_bytes())
        return {url: _known(url, one) for url, one in current.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _known(url: str, one: Mapping[str, str]) -> Known:
    visit = Visit(url, Outcome(one["outcome"]), one["why"], one.get("target"))
    return Known(visit, date.fromisoformat(one["day"]), date.fromisoformat(one["since"]))


def write_state(root: Path, known: Mapping[str, Known]) -> None:
    """Write down what visits found.

    Raises:
        OSError: when the file cannot be written.
    """
    by_outcome = {
        url: {"outcome": one.visit.outcome, "why": one.visit.why}
        | ({"target": one.visit.target} if one.visit.target else {})
        | {"day": one.day.isoformat(), "since": one.since.isoformat()}
        for url, one in sorted(known.items())
    }
    write_atomically(root / STATE, (json.dumps(by_outcome, indent=1) + "\n").encode())


def no_network(visits: Iterable[Visit]) -> bool:
    """Whether no visit reached anything: then it is the network that is gone, and not the pages."""
    whys = [visit.why for visit in visits]
    silent = [why for why in whys if why.startswith("no ")]
    return bool(silent) and not any(why.startswith(("answer", "its redirects", "redirects")) for why in whys)
