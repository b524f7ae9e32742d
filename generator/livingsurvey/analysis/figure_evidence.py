"""What speaks for a figure of an abstract being a result: features, and how much each weighs before any learning."""

import re
from collections.abc import Iterator

from livingsurvey.analysis.claim_mentions import Mention
from livingsurvey.analysis.claim_terms import stem, words_of
from livingsurvey.analysis.figure_changes import bound_of, form_of, way_of

_RESULT = re.compile(
    r"\b(?:achiev|attain|reduc|improv|increas|outperform|demonstrat|show|result|find|found|observ|yield|lead|sav|surpass"
    r"|exceed|obtain|reach|accelerat|deliver|cut|lower|decreas|boost|gain|prove|speed|experiment|evaluat|empirical)"
)
_SETTING = re.compile(
    r"\b(?:consist|compris|contain|collect|includ|cover|introduc|propos|present|dataset of|corpus of|releas|built"
    r"|cohort|participants|enrolled|recruited|spanning|investigat|analy[sz]e)"
)
_COMPARES = re.compile(
    r"\b(?:than|compared|versus|vs|over|relative to|baselines?|counterparts?|state-of-the-art|prior|existing"
    r"|original)\b"
)
_BACKGROUND = re.compile(
    r"\b(?:however|recent|typically|often|increasingly|challeng|while existing|known|become|can be|may)"
)
_WORD = re.compile(r"[^\W\d_]+|[%×(]")
#: How much each speaks for a result (in the logarithm of odds), before any claim of a survey is known: rounded weights
#: of a model of these features alone, of some 800 figures in abstracts of one field. None names a subject. What an
#: abstract gives as a factor or a difference is nearly always a result, and a percentage is one more often than not;
#: any other value may as well be the size of what was studied. What begins an abstract sets out, what ends it reports.
PRIOR = {
    "always": -0.5, "form factor": 1.5, "form orders": 0.5, "form signed": 1.5, "form points": 1.0, "form share": 0.5,
    "form growth": 0.0, "form level": -1.5, "percent level": 2.0, "bound": 0.5, "sentence reports": 0.5,
    "sentence sets out": -0.3, "sentence compares": 0.0, "sentence is background": -0.5, "first sentences": -1.5,
    "middle sentences": 0.3, "last sentences": 0.8, "without a unit": -1.5, "of a count": -0.5,
    "begins a change": -1.0, "year": -2.0,
}  # fmt: skip


def evidence_of(mention: Mention, term: str | None) -> dict[str, float]:
    """The features of a figure, by name.

    Args:
        mention: the figure with its sentence.
        term: what it seems to measure.
    """
    return dict.fromkeys([*_general(mention), *_particular(mention, term)], 1.0)


def _general(mention: Mention) -> Iterator[str]:
    """Those that mean the same in any survey."""
    figure, words = mention.figure, mention.listed
    form = form_of(figure, words)
    yield "always"
    yield f"form {form}"
    if form == "level" and figure.kind == "percent":
        yield "percent level"
    if bound_of(mention.own) or bound_of(words):
        yield "bound"
    sentence = words.sentence
    for name, pattern in (
        ("reports", _RESULT),
        ("sets out", _SETTING),
        ("compares", _COMPARES),
        ("is background", _BACKGROUND),
    ):
        if pattern.search(sentence):
            yield f"sentence {name}"
    yield (
        "first sentences" if mention.place < 0.35 else "last sentences" if mention.place > 0.65 else "middle sentences"
    )
    yield from _of_level(mention)


def _of_level(mention: Mention) -> Iterator[str]:
    figure, words = mention.figure, mention.own
    if figure.kind != "level":
        return
    if not figure.unit:
        yield "without a unit"
        if figure.value is not None and figure.value in range(1900, 2101):
            yield "year"
    elif figure.unit.endswith("s") and figure.value is not None and figure.value == int(figure.value):
        yield "of a count"
    if re.search(r"\bfrom\s*\Z", words.before) and re.match(r"[^.;,]{0,30}\bto\b", words.sentence[words.end :]):
        yield "begins a change"


def _particular(mention: Mention, term: str | None) -> Iterator[str]:
    """Those whose meaning is learned: the words."""
    words, figure = mention.listed, mention.figure
    yield f"term {term}"
    yield f"figures {min(mention.figures, 5)}"
    yield f"nth {min(mention.nth, 4)}"
    yield f"place {int(mention.place * 5)}"
    way, near = way_of(words)
    yield f"way {way} {near}"
    yield f"kind {figure.kind} {form_of(figure, words)}"
    if figure.in_words:
        yield f"in words {words.sentence[words.start : words.end]}"
    front, behind = _WORD.findall(words.before[-60:]), _WORD.findall(words.sentence[words.end : words.end + 60])
    yield f"front {' '.join(front[-1:])}"
    yield f"behind {' '.join(behind[:1])}"
    yield from (f"near {stem(word)}" for word in (*front[-4:], *behind[:4]))
    yield from (f"with {word}" for word in sorted(words_of(words.sentence)))
    if figure.unit:
        yield from (f"unit {stem(word.lower())}" for word in figure.unit.split())
