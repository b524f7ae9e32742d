"""Rules of prose: headings, numbers, and what Markdown may hold."""

import re
from collections.abc import Iterator

from livingsurvey.analysis.prose_figures import FACTOR, NUMBER, SENTENCE_END, SHARE
from livingsurvey.checks.context import Context, Prose
from livingsurvey.checks.rule import ADVICE, WARNING, Found, rule
from livingsurvey.model import Paper
from livingsurvey.model.citations import cited_keys, without_citations
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.yaml_edit import Put, Span

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)", re.MULTILINE)
_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[ \t\n/][^<>]*)?|!--.*?--|!\w[^<>]*|\?.*?\?)>", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\(|\[)")

_RANGE = r"(?:\s?(?:to|and|or|[-–])\s?\d[\d.,]*)?"
_FACTOR, _SHARE = (re.compile(_RANGE + unit) for unit in (FACTOR, SHARE))
_COMPARES = re.compile(
    r"\b(?:fast|slow|bett|wors|high|low|larg|small|great|cheap|long|short|few)(?:s?)er\b|\b(?:more|less|worse|than)\b"
    r"|\b(?:reduc|cut|sav|halv|lower|rais|gain|drop|improv|increas|decreas|speed|outperform|exceed|surpass|shrink|fall)"
    r"\w*",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_KEY_FIX = "Correct the key; it is the name of the paper's file."


def _place(context: Context, prose: Prose, start: int) -> int | None:
    return context.in_body(prose.file, prose.text, start)


@rule(WARNING, fixes=True)
def heading_level(context: Context) -> Iterator[Found]:
    """Prose has a heading of the first level, or one that skips a level.

    Why: A page's first heading is its title, which is there already; whoever listens to a page moves by its headings.
    Fix: Begin with ##, and go down one level at a time.
    Wrong: # What is traded
    Right: ## What is traded
    """
    for prose in context.prose:
        before = 1
        for heading in _HEADING.finditer(prose.spoken) if "#" in prose.spoken else ():
            level, offset = len(heading[1]), _place(context, prose, heading.start(1))
            if level == 1:
                edit = Span(offset, offset + 1, "##") if offset is not None else None
                yield Found(prose.file, "«#» is the page's own title.", "Write «##».", offset=offset, edit=edit)
            elif level > before + 1:
                said = f"«{heading[1]}» skips a level."
                yield Found(prose.file, said, f"Write «{'#' * (before + 1)}».", offset=offset)
            before = max(level, 2)


@rule(WARNING)
def raw_html(context: Context) -> Iterator[Found]:
    """Prose holds HTML.

    Why: It is shown as text, tags and all: content is data, and no tag in it ever becomes part of a page.
    Fix: Say it in Markdown; put code between backquotes.
    Wrong: This is <b>fast</b>.
    Right: This is **fast**.
    """
    for prose in context.prose:
        for tag in _HTML.finditer(prose.spoken) if "<" in prose.spoken else ():
            said = f"«{' '.join(tag[0].split())[:60]}» is HTML."
            yield Found(prose.file, said, "Say it in Markdown.", offset=_place(context, prose, tag.start()))


@rule(WARNING)
def image_in_prose(context: Context) -> Iterator[Found]:
    """Prose holds an image.

    Why: Images are not shown: they would make every reader's browser call where they lie.
    Fix: Say in words what it shows, or link to the page that shows it.
    Wrong: ![a curve](https://files.org/curve.png)
    Right: Quality grows with the logarithm of size.
    """
    for prose in context.prose:
        for image in _IMAGE.finditer(prose.spoken):
            fix = "Say in words what it shows."
            yield Found(prose.file, f"«{image[0]}» is an image.", fix, offset=_place(context, prose, image.start()))


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
    for topic in survey.topics if any(paper.abstract for paper in survey.papers) else ():
        if topic.is_as_it_came:
            continue
        for sentence in (s for part in topic.prose.split("\n\n") for s in SENTENCE_END.split(part)):
            papers = [survey.paper[key] for key in cited_keys(sentence) if key in survey.paper]
            if papers and not any(paper.abstract for paper in papers):
                continue
            if any(context.unread.may_be("papers", key) for key in cited_keys(sentence)):
                continue
            claimed = {number for paper in papers for number in _numbers(paper)}
            for number in _compared(_LIST_MARK.sub("", without_citations(sentence))):
                if float(number.replace(",", "")) not in claimed:
                    start = " ".join(sentence.split())[:50]
                    said = f"«{number}» is in no claim of a paper cited in its sentence: {start} …"
                    fix = "Cite the paper in the same sentence, record the claim, or leave the number out."
                    yield _at_number(context, topic.path, topic.prose, sentence, number, said, fix)


def _compared(sentence: str) -> Iterator[str]:
    """The numbers that say how much more or less: factors, and in a sentence that compares, percentages."""
    compares = _COMPARES.search(sentence) is not None
    for number in NUMBER.finditer(sentence):
        after = sentence[number.end() :]
        if _FACTOR.match(after) or (compares and _SHARE.match(after)):
            yield number[1]


def _at_number(context: Context, file: str, prose: str, sentence: str, number: str, said: str, fix: str) -> Found:
    within = re.search(rf"(?<![\w.,]){re.escape(number)}(?![\d,.]\d)", sentence)
    start = prose.find(sentence)
    offset = context.in_body(file, prose, start + within.start()) if within and start >= 0 else None
    return Found(file, said, fix, offset=offset)


def _numbers(paper: Paper) -> set[float]:
    changes = [claim.change for claim in paper.claims]
    return {abs(number) for change in changes for number in (change.value, change.low) if number is not None}


@rule(WARNING, fixes=True)
def unknown_start(context: Context) -> Iterator[Found]:
    """A topic's start_here names a paper that does not exist.

    Why: The page offers the reader nothing to begin with.
    Fix: Correct the key; it is the name of the paper's file. A former key is replaced by the present one.
    Wrong: start_here: [{key: densing-law, why: It asks what recovery takes.}]
    Right: start_here: [{key: coral-bleaching-under-heat, why: It asks what recovery takes.}]
    """
    for topic in context.survey.topics:
        for n, start in enumerate(topic.start_here):
            if start.key not in context.survey.paper and not context.unread.may_be("papers", start.key):
                now, path = context.current.get(start.key), ("start_here", n, "key")
                edit = Put(path, start.key, now.key) if now else None
                fix = f"Name «{now.key}»." if now else did_you_mean(start.key, context.survey.paper, _KEY_FIX)
                yield Found(topic.path, f"there is no paper «{start.key}».", fix, path, edit=edit)
