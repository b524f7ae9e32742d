"""The guard: what a change takes away from the survey, compared with how it was before.

Papers are removed and fields are emptied for good reasons, but seldom many at once; a program that went wrong does
just that. So such a change must say what it does, in the message of a commit, each on a line that begins with it::

    Removes: 12 papers, 1 topic
    Merges: a-paper, another-paper into a-third-paper
    Empties: venue, doi

Numbers are those of the whole change, no more and no fewer. What is too little to be said is reported as advice, so
that whoever reads the change sees it.
"""

from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.losses import Side
from livingsurvey.checks.rewritten import rewritten_facts
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule, rules_of
from livingsurvey.checks.said import Said
from livingsurvey.checks.taken import taken
from livingsurvey.model import Finding, Survey
from livingsurvey.model.finding import lines_to_say

__all__ = ["Said", "Side", "guard", "to_say"]


@rule(ERROR)
def papers_dropped(context: Context) -> Iterator[Found]:
    """A change removes papers without saying so, or says another number. Found by `survey check --against`.

    Why: What is gone is not seen in review: a script that loses a hundred files shows as one more number. A paper is
        also gone where another one took its file.
    Fix: Restore them, or write «Removes: 12 papers» into the message of a commit, as a line of its own.
    Wrong: Tidy up   # and twelve files are gone
    Right: Remove what is out of scope⏎⏎Removes: 12 papers
    """
    return iter(())


@rule(ERROR)
def papers_merged(context: Context) -> Iterator[Found]:
    """A change makes one paper of several without saying so. Found by `survey check --against`.

    Why: A key among another paper's aliases looks like a new name, but the paper that had it is gone.
    Fix: Restore the paper, or write «Merges: a-paper into another-paper» into the message of a commit, or only how
        many: «Merges: 12 papers».
    Wrong: aliases: [a-paper-that-is-deleted]   # and no word of it
    Right: Make one of two records⏎⏎Merges: a-paper into another-paper
    """
    return iter(())


@rule(ERROR, limits={"papers": 3, "percent": 1})
def papers_excluded(context: Context, papers: int, percent: int) -> Iterator[Found]:
    """A change excludes many papers without saying so. Found by `survey check --against`.

    Why: What is excluded is shown in no topic and in no count. A few papers are a decision of screening; many at once
        hide a part of the survey.
    Fix: Restore their status, or write «Excludes: 12 papers» into the message of a commit.
    Wrong: Sort the files   # and fifty papers are excluded
    Right: Narrow the scope⏎⏎Excludes: 50 papers
    """
    return iter(())


@rule(ERROR)
def content_dropped(context: Context) -> Iterator[Found]:
    """A change removes topics, terms, readings, searches, candidates, files and such unsaid. Found by `--against`.

    Why: Papers lose their place, claims their evidence and prose its readers, and no file of a paper shows it. A
        reading with another value is another reading; one that settles overrules those that are there. A run, or a
        decision on a candidate, that is gone or says something else is missing in the numbers of how papers were found.
    Fix: Restore them, or write «Removes: 2 topics, 1 file» into the message of a commit.
    Wrong: Tidy up   # and the file of facts is gone
    Right: Give up two topics⏎⏎Removes: 2 topics
    """
    return iter(())


@rule(ERROR, limits={"papers": 3, "percent": 1})
def field_emptied(context: Context, papers: int, percent: int) -> Iterator[Found]:
    """A change empties a field without saying so, or says so of one that it leaves. Found by `survey check --against`.

    Why: A program that writes files anew and forgets a field takes away the work of months.
    Fix: Restore the values, or write «Empties: venue» into the message of a commit. Up to three papers, or one in
        a hundred, may lose a field without a word; no topic, page, term or source may.
    Wrong: Sort the files   # and no paper has a venue any more
    Right: Give up venues⏎⏎Empties: venue
    """
    return iter(())


@rule(ERROR, limits={"papers": 3, "percent": 1})
def field_cut(context: Context, papers: int, percent: int) -> Iterator[Found]:
    """A change shortens a field of many entries without saying so. Found by `survey check --against`.

    Why: A list that loses an entry and a text that loses a quarter of its words are not empty, and yet not whole.
    Fix: Restore what was there, or write «Cuts: claims» into the message of a commit. Up to three entries, or one in
        a hundred, may be shortened without a word.
    Wrong: Sort the files   # and each paper has one claim at most
    Right: Keep the headline alone⏎⏎Cuts: claims
    """
    return iter(())


@rule(ERROR)
def capture_changed(context: Context) -> Iterator[Found]:
    """A change alters what was received: a source, or a line of facts. Found by `survey check --against`.

    Why: Facts are taken from these files and name their lines. Whoever changes both changes a fact unseen.
    Fix: Restore the file; new facts go below those that are there. Or write «Replaces: content/facts/papers.jsonl» into
        the message of a commit.
    Wrong: content/sources/a.txt   # another text under the same name, and its new digest
    Right: Take the corrected list⏎⏎Replaces: content/sources/a.txt
    """
    return iter(())


@rule(ERROR)
def rule_lowered(context: Context) -> Iterator[Found]:
    """A change lowers a rule, switches it off or sets its limits. Found by `survey check --against`.

    Why: A rule that is off does not see what the same change does.
    Fix: Undo it, or write «Lowers: summary-form» into the message of a commit.
    Wrong: Add a paper   # and content/survey.yml switches off what it breaks
    Right: Allow long summaries⏎⏎Lowers: summary-form
    """
    return iter(())


@rule(ADVICE)
def taken_away(context: Context) -> Iterator[Found]:
    """A change takes away something, too little to need a word, or with a word. Found by `survey check --against`.

    Why: Three small changes in a row take away as much as a large one, so each is reported.
    Fix: Nothing, if it is meant.
    Wrong: Sort a file   # and its note is gone
    Right: Remove a note that was wrong
    """
    return iter(())


@rule(WARNING)
def extension_changed(context: Context) -> Iterator[Found]:
    """A change adds or changes a file of Python or an inner template. Found by `survey check --against`.

    Why: Such files are code, and run wherever the survey is built. A stranger's code must be read before it runs; until
        then the check leaves it out.
    Fix: Read the file line by line before the change is merged.
    Wrong: a pull request of one paper that also brings extensions/helper.py
    Right: a pull request of one paper
    """
    return iter(())


def to_say(base: Survey, now: Survey) -> list[str]:
    """The lines that the message of a commit must hold which changes ``base`` to ``now``."""
    return lines_to_say(guard(Side(base), Side(now), Said()))


def guard(base: Side, now: Side, said: Said) -> tuple[Finding, ...]:
    """What the change from ``base`` to ``now`` takes away, and does not say.

    A file that is there but cannot be read is not gone; another finding reports it.

    Args:
        base: the survey before.
        now: the survey after.
        said: what the messages of the change say.
    """
    rules = rules_of(base.survey)  # a change cannot switch off what watches it
    limits = {name: rule.doc.limits for name, rule in rules.items()}
    found = [
        *taken(base, now, said, limits),
        *(("fact-rewritten", one) for one in rewritten_facts(base.survey, now.survey)),
    ]
    return tuple(rules[name].finding(one) for name, one in found if name in rules)
