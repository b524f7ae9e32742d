"""The small surveys that golden pages are rendered from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from livingsurvey.analysis import derive
from livingsurvey.model import (
    CaptureDate,
    HandPage,
    Link,
    Paper,
    Reading,
    Seen,
    Settings,
    StartHere,
    Status,
    Survey,
    Topic,
)
from livingsurvey.model.survey import Example, Scope
from livingsurvey.model.vocabulary import FigureWords, Term
from livingsurvey.site.page import Making, Page
from livingsurvey.site.render import render_pages

from tests.builders import SETTINGS, claim, paper, source, survey, topic

#: Text that tries to be anything but text.
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> *a* _b_ `c` [d](javascript:e) ![f](g) | # &amp; "
    "{: #h onclick=i } {{ j }} {% k %} [TOC] [@one] \"l' --- \u202em\u200b"
)


#: What the page on the method tells.
METHOD = {
    "scope": Scope(
        statement="Everything belongs.",
        included=(Example(title="A*-Decoding", why="It saves time."),),
        excluded=(Example(title="Pie", why="No cost."),),
    ),
    "reading": "Read by one person.",
    "limits": ("Only titles and abstracts were read.",),
}
VOCABULARY = {
    "kinds": (Term(id="method", name="method", definition="A new way."),),
    "reasons": (Term(id="off-topic", name="not about AI", definition="Something else."),),
    "measures": (
        Term(id="memory", name="memory", definition="Bytes.", better="less"),
        Term(
            id="latency",
            name="latency",
            definition="Seconds.",
            better="less",
            words=FigureWords(less="less time", more="more time", times_less="faster"),
        ),
    ),
    "benchmarks": (Term(id="math", name="MATH", definition="Problems of <mathematics>."),),
}

#: What two have read, and a third settled.
READINGS = (
    *(Reading("full-paper", "kind", "method", reader, "2024-06-01") for reader in ("first", "second")),
    *(Reading("out-paper", "status", "excluded", reader, "2024-06-01") for reader in ("first", "second")),
    Reading("full-paper", "status", "excluded", "first", "2024-06-01"),
    Reading("full-paper", "status", "included", "second", "2024-06-02", quote="The key-value cache is evicted."),
    Reading("full-paper", "status", "included", "Ada", "2024-06-03", note="Time is a cost.", settles=True),
    *(
        Reading("full-paper", "measure", "memory", reader, "2024-06-01", claim="It takes 40\\% less.")
        for reader in ("first", "second")
    ),
)


def small() -> Survey:
    """Two topics in one area, a paper with every field, one with hardly any, one excluded."""
    topics = (
        topic("serving", title="Serving", summary="Running models for many users.", prose="What holds [@full-paper]."),
        Topic(
            key="caches",
            title="Caches",
            parent="serving",
            summary="Keeping what was computed.",
            next_door="Batching stands elsewhere.",
            start_here=(StartHere(key="full-paper", why="It began this."), StartHere(key="ghost", why="No paper.")),
            prose="A **story** of [@full-paper; @bare-paper].\n\nSee [about](about.md).",
        ),
        topic("batching", "serving", title="Batching"),
    )
    pages = (HandPage(key="about", title="About", body="Written by *hand*, see [topics](topics/index.md)."),)
    sources = (
        source("capture-one", date=CaptureDate(month=7, day=29), note="It carries no year."),
        source("capture-two", origin="another listing"),
    )
    papers = full_paper(), bare_paper(), out_paper()
    made = survey(*papers, topics=topics, pages=pages, sources=sources, vocabulary=VOCABULARY, changed=date(2025, 8, 7))
    made = replace(made, readings=READINGS)
    return replace(made, settings=SETTINGS.model_copy(update=METHOD))


def full_paper() -> Paper:
    """A paper with every field."""
    return paper(
        "full-paper",
        title="CacheGPT: Evicting the key-value cache in O(n^2) steps",
        authors=("Ada Lovelace", "Alan Turing"),
        published="2024-05",
        venue="NeurIPS 2024",
        arxiv="2405.00001",
        doi="10.1000/xyz",
        code=("https://github.com/a/cachegpt",),
        links=(Link(label="talk", url="https://a.org/talk?a=1&b=2"),),
        status=Status.INCLUDED,
        kind="method",
        topics=("caches", "batching"),
        summary="Evicts what attention no longer needs.",
        benchmarks=("MATH",),
        models=("Llama",),
        methods=("eviction",),
        claims=(
            claim(
                quote="We are up to 2.5times faster.",
                measure="latency",
                change={"form": "factor", "value": 2.5, "unit": "×", "bound": "up to"},
                against="the baseline",
                on="MATH",
            ),
            claim(quote="It takes 40\\% less.", measure="memory", change={"form": "change", "value": -40, "unit": "%"}),
        ),
        abstract="The key-value cache is evicted. We are up to 2.5times faster. Code: https://github.com/a/cachegpt.",
        seen=(Seen(source="capture-one", rank=3, line=12), Seen(source="capture-two", rank=1, line=2)),
        notes="A *note* on [@bare-paper].\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    )


def bare_paper() -> Paper:
    """A paper as intake leaves it."""
    return paper(
        "bare-paper",
        title="Keeping the key-value cache",
        abstract="The key-value cache is kept, unlike in CacheGPT.",
        seen=(Seen(source="capture-one", rank=4, line=15),),
    )


def out_paper() -> Paper:
    """An excluded paper."""
    return paper("out-paper", status=Status.EXCLUDED, reason="off-topic", published="1998", topics=("caches",))


def hostile(text: str = HOSTILE) -> Survey:
    """``text`` wherever a curator or a capture can put any."""
    bad = paper(
        "bad",
        title=text,
        authors=(text, text),
        venue=text,
        summary=text,
        abstract=text,
        notes=text,
        kind="method",
        benchmarks=(text,),
        models=(text, "Narrow"),
        methods=(text,),
        topics=("inner",),
        links=(Link(label=text, url="https://a.org/(x)?a=*b*&c=_d_"),),
        claims=(
            claim(quote=text, measure="m", against=text, on=text, change={"form": "level", "value": 1, "unit": text}),
        ),
        seen=(Seen(source="capture", rank=1, line=1),),
    )
    topics = (
        topic("outer", title=text, summary=text, prose=text),
        topic(
            "inner",
            "outer",
            title=text,
            summary=text,
            next_door=text,
            prose=text,
            start_here=(StartHere(key="bad", why=text),),
        ),
    )
    pages = (HandPage(key="hand", title=text, body=text),)
    terms = {
        # Not the text alone: prose that is this text does not name the term.
        name: (Term(id=id_, name=f"{text} term", definition=text, synonyms=(f"{text} too",)),)
        for name, id_ in (("kinds", "method"), ("measures", "m"), ("models", "x"))
    }
    # A term has a page if a paper has it, or one below it.
    terms["models"] += (Term(id="y", name="Narrow", definition=text, parent="x"),)
    example = (Example(title=text, why=text),)
    settings = Settings(
        name=text,
        tagline=text,
        description=text,
        scope=Scope(statement=text, included=example, excluded=example, borderline=example),
        reading=text,
        limits=(text,),
    )
    readings = tuple(
        Reading("bad", "kind", text, text, text, quote=text, note=text, claim=claim, settles=settles)
        for claim in ("", text)
        for settles in (False, True)
    )
    made = survey(
        bad, readings=readings, topics=topics, pages=pages, sources=(source(origin=text, note=text),), vocabulary=terms
    )
    return replace(made, settings=settings)


SAMPLES = {"empty": survey(), "small": small(), "hostile": hostile()}


def made(pages: Mapping[str, Page | Making]) -> dict[str, Page]:
    """Pages of a set, each made."""
    return {path: page if isinstance(page, Page) else page() for path, page in pages.items()}


def rendered(sample: Survey) -> dict[str, str]:
    """All pages of a survey."""
    return render_pages(sample, derive(sample))
