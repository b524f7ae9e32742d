"""Rules of what prose rests on: its numbers, their bounds, and the words that it quotes."""

import re
from collections.abc import Iterator

from livingsurvey.analysis.prose_figures import FACTOR, NUMBER, SHARE, figures_in
from livingsurvey.analysis.sentences import prose_sentences
from livingsurvey.checks.context import Context, Prose, Sentence
from livingsurvey.checks.rule import ADVICE, WARNING, Found, rule
from livingsurvey.model import Paper
from livingsurvey.model.citations import cited_keys
from livingsurvey.model.prose_text import without_code

_RANGE = r"(?:\s?(?:to|and|or|[-–])\s?\d[\d.,]*)?"
_FACTOR, _SHARE = (re.compile(_RANGE + unit) for unit in (FACTOR, SHARE))
_COMPARES = re.compile(
    r"\b(?:fast|slow|bett|wors|high|low|larg|small|great|cheap|long|short|few)(?:s?)er\b|\b(?:more|less|worse|than)\b"
    r"|\b(?:reduc|cut|sav|halv|lower|rais|gain|drop|improv|increas|decreas|speed|outperform|exceed|surpass|shrink|fall)"
    r"\w*",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_QUOTED = re.compile(r"“([^“”\n]+)”|(?<![\w\"=])\"([^\"\n]+)\"(?!\w)")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " "})
#: What says of a number what its claim says of it, by the bound of the claim.
_BOUNDS = {
    "up to": r"up to|at most|as (?:much|many|high|large|low|little|few|fast) as|no more than|at best|at worst"
    r"|maximum|maximal|upper|peak|limit|within|or less|best case|less than|fewer than|under|below",
    "at least": r"at least|or more|more than|over|above|no less than|no fewer than|minimum|exceed\w*|beyond|lower",
    "about": r"about|around|approximate\w*|roughly|nearly|almost|some|close to|near|circa|order of|≈|~",
    "average": r"averag\w*|mean|typical\w*|overall",
    "more than": r"more than|over|above|exceed\w*|beyond|at least|or more|greater than|>",
    "less than": r"less than|under|below|fewer than|within|at most|or less|<",
}
_SAYS = {bound: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for bound, words in _BOUNDS.items()}


@rule(ADVICE)
def number_without_claim(context: Context) -> Iterator[Found]:
    """A number by which a topic's prose compares is in no claim of a paper cited in the same sentence.

    Why: A comparison that cannot be traced is a rumour. Years, energies, counts and numbers that are part of a name
        (H2O, Sentinel-2) do not count, nor does anything where no abstract is there to make claims of.
    Fix: Cite the paper in the same sentence, record the claim, or leave the number out.
    Wrong: It is 3.7 times faster.
    Right: It is 3.7 times faster [@a-paper].   # whose claims hold 3.7
    """
    survey = context.survey
    for sentence in context.sentences if any(paper.abstract for paper in survey.papers) else ():
        if sentence.topic.is_as_it_came or not (compared := tuple(_compared(_LIST_MARK.sub("", sentence.plain)))):
            continue
        papers = [survey.paper[key] for key in sentence.keys if key in survey.paper]
        if papers and not any(paper.abstract for paper in papers):
            continue
        if any(context.unread.may_be("papers", key) for key in sentence.keys):
            continue
        claimed = {number for paper in papers for number in _numbers(paper)}
        for number in compared:
            if float(number.replace(",", "")) not in claimed:
                start = " ".join(sentence.text.split())[:50]
                said = f"«{number}» is in no claim of a paper cited in its sentence: {start} …"
                fix = "Cite the paper in the same sentence, record the claim, or leave the number out."
                yield _at_number(context, sentence, number, said, fix)


def _compared(sentence: str) -> Iterator[str]:
    """The numbers that say how much more or less: factors, and in a sentence that compares, percentages."""
    for number in NUMBER.finditer(sentence):
        end = number.end()
        if _FACTOR.match(sentence, end) or (_SHARE.match(sentence, end) and _COMPARES.search(sentence)):
            yield number[1]


def _at_number(context: Context, sentence: Sentence, number: str, said: str, fix: str) -> Found:
    within = re.search(rf"(?<![\w.,]){re.escape(number)}(?![\d,.]\d)", sentence.text)
    file, start = sentence.topic.path, without_code(sentence.whole).find(sentence.text)
    offset = context.in_body(file, sentence.whole, start + within.start()) if within and start >= 0 else None
    return Found(file, said, fix, offset=offset)


def _numbers(paper: Paper) -> set[float]:
    return {abs(number) for claim in paper.claims for number in claim.change.ends}


@rule(WARNING)
def bound_dropped(context: Context) -> Iterator[Found]:
    """Prose states a figure without the bound that the claim of a cited paper puts on it.

    Why: What is up to 29 times faster is so in the best case; what is 29 times faster is so in each.
    Fix: Say it as the abstract does: up to, at most, at least, about, on average. The words may be anywhere in the
        sentence.
    Wrong: It is 2.5 times faster [@a-paper].   # whose claim says up to
    Right: It is up to 2.5 times faster [@a-paper].
    """
    for sentence in context.sentences:
        plain = sentence.plain
        papers = [context.survey.paper[key] for key in sentence.keys if key in context.survey.paper]
        for figure in figures_in(plain, papers):
            bounds = {claim.change.bound for claim in figure.claims}
            if None in bounds or any(_SAYS[bound].search(plain) for bound in bounds if bound in _SAYS):
                continue
            number = plain[figure.start : figure.end]
            bound = next(iter(sorted(str(bound) for bound in bounds)))
            said = f"«{number}» is «{bound}» in a claim of {figure.paper.key}, which the sentence does not say."
            fix = f"Say that it is {bound} {number}."
            yield _at_number(context, sentence, number, said, fix)


@rule(WARNING)
def quoted_words(context: Context) -> Iterator[Found]:
    """Words in quotation marks are in no abstract or title of a paper cited in their sentence.

    Why: Quotation marks say that a paper says so, word for word.
    Fix: Quote what the abstract says, or say it without quotation marks. Parts may be left out by an ellipsis (…).
    Wrong: It works “under any condition” [@a-paper].   # the abstract: under most conditions
    Right: It works “under most conditions” [@a-paper].
    """
    for prose in context.prose:
        for sentence in prose_sentences(prose.spoken) if "“" in prose.spoken or '"' in prose.spoken else ():
            papers = [context.survey.paper[key] for key in cited_keys(sentence) if key in context.survey.paper]
            texts = [text for paper in papers if paper.abstract for text in _texts(paper)]
            for quoted in _QUOTED.finditer(without_code(sentence)) if texts else ():
                words = quoted[1] or quoted[2]
                if not any(_is_in(words, text) for text in texts):
                    said = f"«{words}» is in no abstract of a paper cited in its sentence."
                    offset = _place(context, prose, sentence, quoted.start())
                    yield Found(prose.file, said, "Quote the abstract, or say it in your own words.", offset=offset)


def _place(context: Context, prose: Prose, sentence: str, start: int) -> int | None:
    at = prose.spoken.find(sentence)
    return context.in_body(prose.file, prose.text, at + start) if at >= 0 else None


def _texts(paper: Paper) -> tuple[str, ...]:
    return tuple(_folded(text) for text in (paper.abstract, paper.published_abstract or "", paper.title))


def _is_in(quoted: str, text: str) -> bool:
    """Whether each part of a quotation between ellipses is in a text; case and the last comma or stop are free."""
    parts = (_folded(part).strip(" ,.;:") for part in re.split(r"…|\.\.\.|\[…\]", quoted))
    return all(part in text for part in parts)


def _folded(text: str) -> str:
    return " ".join(text.translate(_SIGNS).lower().split())
