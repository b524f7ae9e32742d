"""Rules of claims: every figure and the sentence that states it."""

import re
from collections import Counter
from collections.abc import Iterator

from livingsurvey.analysis.figures import FORMS, better_way
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model import Change, Claim, Paper
from livingsurvey.model.figures import CHANGE_LIMITS, DIRECTED, misformed, states, states_orders
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.yaml_edit import Put

_DASHES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00a0": " "})
#: What says that a percentage is a difference of two.
_POINTS = re.compile(r"\bpoints?\b|\bp\.?p\b|\babsolute", re.IGNORECASE)


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

    Why: The quote is the proof of the value. A factor may be a share of the baseline: 3 times is 300 percent. Orders of
        magnitude are a form of their own, since numbers are never converted.
    Fix: Write the value that the sentence states, or quote the sentence that states it.
    Wrong: {quote: It is 3.7 times faster., change: {form: factor, value: 3.9, unit: ×}}
    Right: {quote: It is 3.7 times faster., change: {form: factor, value: 3.7, unit: ×}}
    """
    for paper, n, claim in _claims(context):
        for name in ("value", "low"):
            value = getattr(claim.change, name)
            if value is not None and not _states(claim, value):
                said = f"«{value:g}» is not in its quote: {claim.quote[:50]} …"
                fix = "Write the value that the sentence states, or quote the sentence that states it."
                yield Found(paper.path, said, fix, ("claims", n, "change", name))
        if claim.change.form == "orders" and not claim.change.ends and not states_orders(claim.quote, None):
            said = f"«orders of magnitude» are not in its quote: {claim.quote[:50]} …"
            yield Found(paper.path, said, "Quote the sentence that states it.", ("claims", n, "change", "form"))


def _states(claim: Claim, value: float) -> bool:
    """Whether a claim's quote states a number, of orders of magnitude as such."""
    return states_orders(claim.quote, value) if claim.change.form == "orders" else states(claim.quote, value)


@rule(ERROR)
def formula_not_in_quote(context: Context) -> Iterator[Found]:
    """A formula of a claim's growth is not in its quote, letter by letter.

    Why: The quote is the proof of the formula, as it is of a number.
    Fix: Copy the formula as the abstract writes it, with its LaTeX.
    Wrong: {quote: It takes O(n log n) time., change: {form: growth, to: O(n lg n)}}
    Right: {quote: It takes O(n log n) time., change: {form: growth, to: O(n log n)}}
    """
    for paper, n, claim in _claims(context):
        for name in ("to", "instead_of"):
            formula = getattr(claim.change, name)
            if formula is not None and formula not in claim.quote:
                said = f"«{formula[:50]}» is not in its quote: {claim.quote[:50]} …"
                yield Found(paper.path, said, "Copy it as the abstract writes it.", ("claims", n, "change", name))


@rule(ERROR)
def change_form(context: Context) -> Iterator[Found]:
    """A claim's change cannot be what its form says: a factor of one or less, a loss of more than all.

    Why: Comparison tables sort by these numbers, and read them as their form says.
    Fix: A factor says how many times less or more and is above 1, its unit is ×; orders of magnitude have their own
        form. A change is a signed percentage, and nothing can lose more than 100 %; it is a percent where the sentence
        does not say whether it is relative or in points. A share is what remains of the baseline, in percent. The low
        end of a range is nearer to nothing than its value.
    Wrong: change: {form: factor, value: 0.5, unit: ×}
    Right: change: {form: factor, value: 2, unit: ×}
    """
    for paper, n, claim in _claims(context):
        change = claim.change
        if change.direction and change.form not in DIRECTED:
            said = f"«{change.direction}» is only said of a {', '.join(DIRECTED)}: of others, the number says it."
            yield Found(paper.path, said, "Remove it.", ("claims", n, "change", "direction"))
        if wrong := misformed(change.form, change.value, change.low, change.unit):
            name, limit = wrong
            value = getattr(change, name)
            shown = f"{value:g}" if isinstance(value, float) else value
            fix = f"Choose the form the sentence uses: {', '.join(FORMS[:-1])} or {FORMS[-1]}."
            yield Found(paper.path, f"«{shown}» {_broken(limit, change)}.", fix, ("claims", n, "change", name))


def _broken(limit: str, change: Change) -> str:
    """What a value that breaks a limit of its form is."""
    if limit == "unit":
        unit = {"factor": "×", "orders": "orders of magnitude"}.get(change.form, "%")
        return f"is not the unit of a {change.form}, which is {unit}"
    if limit == "range":
        return f"is not the low end of a range up to {change.value:g}"
    if limit == "above":
        return f"is no {change.form}: it must be above {CHANGE_LIMITS[change.form].above:g}"
    return "cannot be what remains" if change.form == "share" else "is more than all there was"


@rule(WARNING)
def percent_vs_points(context: Context) -> Iterator[Found]:
    """A claim takes a percentage of its quote for points, which the quote does not say.

    Why: A score of 50 % that gains 3 % may be 53 or 51.5 afterwards. What a sentence leaves open, a figure must, too.
    Fix: Choose the form percent; points only where the sentence says points or absolute, change where it says
        relative.
    Wrong: {quote: Its accuracy is 3 % higher., change: {form: points, value: 3, unit: points}}
    Right: {quote: Its accuracy is 3 % higher., change: {form: percent, value: 3, unit: '%'}}
    """
    for paper, n, claim in _claims(context):
        if claim.change.form == "points" and not _POINTS.search(claim.quote) and _in_percent(claim):
            said = f"«points» is not what its quote says of {claim.change.value:g}: {claim.quote[:50]} …"
            yield Found(paper.path, said, "Choose the form percent.", ("claims", n, "change", "form"))


def _in_percent(claim: Claim) -> bool:
    """Whether the figure of a claim is a percentage in its unit or its quote."""
    ends = "|".join(re.escape(f"{abs(end):g}") for end in claim.change.ends)
    percentage = rf"(?<![\d.])(?:{ends})0*\s*(?:\\?%|per\s?cent\b)"
    return (claim.change.unit or "").startswith("%") or re.search(percentage, claim.quote) is not None


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
