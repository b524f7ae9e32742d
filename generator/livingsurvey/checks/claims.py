"""Rules of claims: every figure and the sentence that states it."""

import re
from collections import Counter
from collections.abc import Iterator

from livingsurvey.analysis.figures import better_way
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model import Change, Claim, Paper
from livingsurvey.model.figures import DIRECTED, misformed, states
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.yaml_edit import Put

_DASHES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00a0": " "})


def _claims(context: Context) -> Iterator[tuple[Paper, int, Claim]]:
    return ((paper, n, claim) for paper in context.survey.papers for n, claim in enumerate(paper.claims))


@rule(ERROR, fixes=True)
def quote_not_in_abstract(context: Context) -> Iterator[Found]:
    """A claim's quote is not in the abstract, word for word.

    Why: Every number shown must be traceable to the sentence that states it.
    Fix: Copy the sentence from the abstract as it is. Where only case, spaces, quotation marks or dashes differ,
        that can be done automatically.
    Wrong: quote: It is much faster (3.7 times).   # the abstract: It is 3.7 times faster.
    Right: quote: It is 3.7 times faster.
    """
    for paper, n, claim in _claims(context):
        if claim.quote not in paper.abstract and claim.quote not in (paper.published_abstract or ""):
            said = f"«{claim.quote[:60]}» is not in the abstract."
            exact, path = _as_published(claim.quote, paper), ("claims", n, "quote")
            edit = Put(path, claim.quote, exact) if exact else None
            yield Found(paper.path, said, "Copy the sentence from the abstract as it is.", path, edit=edit)


def _as_published(quote: str, paper: Paper) -> str | None:
    """The words of the quote as an abstract writes them, where they are on one line of it."""
    words = quote.translate(_DASHES).lower().split()
    for text in (paper.abstract, paper.published_abstract or ""):
        pattern = r"[^\S\n]+".join(map(re.escape, words))
        if (found := re.search(pattern, text.translate(_DASHES).lower())) and len(text.lower()) == len(text):
            return text[found.start() : found.end()]
    return None


@rule(ERROR)
def value_not_in_quote(context: Context) -> Iterator[Found]:
    """A claim's value is not in its quote, neither in digits nor in words.

    Why: The quote is the proof of the value. A factor may be a share of the baseline: 3 times is 300 percent.
    Fix: Write the value that the sentence states, or quote the sentence that states it.
    Wrong: {quote: It is 3.7 times faster., change: {form: factor, value: 3.9, unit: ×}}
    Right: {quote: It is 3.7 times faster., change: {form: factor, value: 3.7, unit: ×}}
    """
    for paper, n, claim in _claims(context):
        for name in ("value", "low"):
            value = getattr(claim.change, name)
            if value is not None and not states(claim.quote, value):
                said = f"«{value:g}» is not in its quote: {claim.quote[:50]} …"
                fix = "Write the value that the sentence states, or quote the sentence that states it."
                yield Found(paper.path, said, fix, ("claims", n, "change", name))


@rule(ERROR)
def change_form(context: Context) -> Iterator[Found]:
    """A claim's change cannot be what its form says: a factor of one or less, a loss of more than all.

    Why: Comparison tables sort by these numbers, and read them as their form says.
    Fix: A factor says how many times less or more and is above 1, its unit is ×. A change is a signed percentage, and
        nothing can lose more than 100 %. A share is what remains of the baseline, in percent. The low end of a
        range is nearer to nothing than its value.
    Wrong: change: {form: factor, value: 0.5, unit: ×}
    Right: change: {form: factor, value: 2, unit: ×}
    """
    for paper, n, claim in _claims(context):
        change = claim.change
        if change.direction and change.form != DIRECTED:
            said = f"«{change.direction}» is only said of a factor: of others, the number says it."
            yield Found(paper.path, said, "Remove it.", ("claims", n, "change", "direction"))
        if wrong := misformed(change.form, change.value, change.low, change.unit):
            name, limit = wrong
            value = getattr(change, name)
            shown = f"{value:g}" if isinstance(value, float) else value
            fix = "Choose the form the sentence uses: factor, change, points, share or level."
            yield Found(paper.path, f"«{shown}» {_broken(limit, change)}.", fix, ("claims", n, "change", name))


def _broken(limit: str, change: Change) -> str:
    """What a value that breaks a limit of its form is."""
    if limit == "unit":
        return f"is not the unit of a {change.form}, which is {'×' if change.form == 'factor' else '%'}"
    if limit == "range":
        return f"is not the low end of a range up to {change.value:g}"
    if limit == "above":
        return "is no factor: it must be above 1"
    return "is more than all there was" if change.form == "change" else "cannot be what remains"


@rule(WARNING)
def unknown_direction(context: Context) -> Iterator[Found]:
    """A term that claims are grouped by does not say which way is better, nor do all of its claims.

    Why: A factor of 1.8 is less of a cost and more of a yield. Terms say how figures are written out and ranked.
    Fix: Add «better: less» or «better: more» to the term, and «words:» where less or more and its name do not read
        well. Where it depends, say it in the claim: {form: factor, value: 2, unit: ×, better: less}.
    Wrong: - {id: depth, name: depth, definition: …}
    Right: - {id: depth, name: depth, definition: …, better: more, words: {less: shallower, more: deeper}}
    """
    survey = context.survey
    field = survey.fields.grouping
    lacking = Counter(survey.group_of(claim) for _, _, claim in _claims(context) if not better_way(survey, claim))
    name = field.vocabulary or "" if field else ""
    for n, term in enumerate(survey.vocabulary.get(name, ())):
        if count := lacking[term.id]:
            said = f"«{term.name}» does not say which way is better, which {count} of its claims need."
            yield Found(
                f"content/vocabulary/{name}.yml", said, "Add «better: less» or «better: more».", (n,), term.name
            )


@rule(WARNING)
def duplicate_claim(context: Context) -> Iterator[Found]:
    """Two claims of a paper state the same: the same measure, change, baseline and task.

    Why: The comparison table would show one result twice.
    Fix: Remove one of them.
    Wrong:
        - {quote: It is 2 times faster., measure: time, change: {form: factor, value: 2, unit: ×}}
        - {quote: 2 times faster., measure: time, change: {form: factor, value: 2, unit: ×}}
    Right:
        - {quote: It is 2 times faster., measure: time, change: {form: factor, value: 2, unit: ×}}
    """
    for paper in context.survey.papers if FIELDS_FILE not in context.unread else ():
        known = set()
        for n, claim in enumerate(paper.claims):
            statement = (tuple(claim.fields.items()), claim.change, claim.against, claim.on)
            if statement in known:
                said = f"«{claim.quote[:60]}» states what another claim states."
                yield Found(paper.path, said, "Remove one of them.", ("claims", n, "quote"))
            known.add(statement)
