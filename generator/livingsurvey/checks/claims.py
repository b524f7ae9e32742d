"""Rules of claims: every figure and the sentence that states it."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from livingsurvey.analysis.figures import better_way
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.model import Change, Claim, Paper
from livingsurvey.store.field_file import FILE as FIELDS_FILE
from livingsurvey.store.yaml_edit import Put

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
#: Numbers in words, as abstracts write them.
_WORDS = {
    "half": (2, 50, 0.5), "halves": (2, 50), "halved": (2, 50), "halving": (2, 50), "one": (1,), "two": (2,),
    "twice": (2,), "double": (2,), "doubles": (2,), "doubled": (2,), "doubling": (2,), "twofold": (2,),
    "three": (3,), "thrice": (3,), "triple": (3,), "tripled": (3,), "third": (3, 33, 33.3), "four": (4,),
    "quarter": (4, 25), "quadruple": (4,), "five": (5,), "six": (6,), "seven": (7,), "eight": (8,), "nine": (9,),
    "ten": (10,), "tenfold": (10,), "tenth": (10,), "magnitude": (10,), "eleven": (11,), "twelve": (12,),
    "twenty": (20,), "fifty": (50,), "hundred": (100,), "hundredfold": (100,), "thousand": (1000,),
    "million": (1e6,), "billion": (1e9,), "trillion": (1e12,), "zero": (0,), "no": (0,), "without": (0,), "all": (100,),
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
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
            if value is not None and not _states(claim.quote, abs(value)):
                said = f"«{value:g}» is not in its quote: {claim.quote[:50]} …"
                fix = "Write the value that the sentence states, or quote the sentence that states it."
                yield Found(paper.path, said, fix, ("claims", n, "change", name))


def _states(quote: str, value: float) -> bool:
    stated = _stated(quote)
    return any(abs(value - number) <= 1e-9 * max(1.0, value) for number in stated)


@lru_cache(maxsize=1 << 14)
def _stated(quote: str) -> frozenset[float]:
    """The numbers that a quote states; each also as a percentage, since a share is one of the baseline."""
    digits = {float(n.replace(",", "")) for n in _DIGITS.findall(re.sub(r"\{,\}", ",", quote))}
    spelt = {number for word in _WORD.findall(quote.lower()) for number in _WORDS.get(word, ())}
    return frozenset(digits | spelt | {100 * number for number in digits})


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
        if wrong := _misformed(claim.change):
            name, reason = wrong
            value = getattr(claim.change, name)
            shown = f"{value:g}" if isinstance(value, float) else value
            fix = "Choose the form the sentence uses: factor, change, points, share or level."
            yield Found(paper.path, f"«{shown}» {reason}.", fix, ("claims", n, "change", name))


def _misformed(change: Change) -> tuple[str, str] | None:
    ends = [end for end in (change.low, change.value) if end is not None]
    if change.form == "factor" and min(ends) <= 1:
        return ("low" if change.low is not None and change.low <= 1 else "value"), "is no factor: it must be above 1"
    if change.direction and change.form != "factor":
        return "direction", "is only said of a factor: of others, the number says it"
    if change.form == "factor" and change.unit != "×":
        return "unit", "is not the unit of a factor, which is ×"
    if change.form in ("change", "share") and not change.unit.startswith("%"):
        return "unit", f"is not the unit of a {change.form}, which is %"
    if change.form == "change" and change.value < -100:
        return "value", "is more than all there was"
    if change.form == "share" and min(ends) < 0:
        return "value", "cannot be what remains"
    if change.low is not None and abs(change.low) > abs(change.value):
        return "low", f"is not the low end of a range up to {change.value:g}"
    return None


@rule(WARNING)
def unknown_direction(context: Context) -> Iterator[Found]:
    """A term that claims are grouped by does not say which way is better, nor do all of its claims.

    Why: "1.8×" is less of a cost and more of a yield. Figures are written out and ranked by what the term says.
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
