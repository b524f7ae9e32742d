"""Targets for what strangers send beside content: prose on a page, events of issues and answers in forms, citations."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from livingsurvey.citations.citation_formats import FORMATS
from livingsurvey.github.form_answers import FORMS, Answers, NotAFormError, read_answers
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.ris_reader import parse_ris
from livingsurvey.model import Paper
from livingsurvey.site.prose import Cited, ProseRenderer
from pydantic import ValidationError

from tests.citations.samples import HEAD, entry_in
from tests.fuzz.readers import read_good
from tests.site.engines import Parsed, commonmark_html, site_html

_TAGS = frozenset(
    "p em strong b code pre a span ul ol li blockquote hr br h1 h2 h3 h4 h5 h6 table thead tbody tr th td".split()
)
_ATTRIBUTES = frozenset("class href rel title start style id role aria-describedby".split())
_STYLES = ("text-align: left;", "text-align: right;", "text-align: center;")


@lru_cache(maxsize=1)
def _prose() -> ProseRenderer:
    cited = Cited("Cited <b>work</b>", "Cited <b>work</b> & more", "In <i>short</i>.", "papers/cited.md")
    return ProseRenderer({"cited": cited}.get)


def _markdown(data: bytes) -> None:
    """Any prose as the site renders it: elements of prose, and links that lead somewhere and run nothing."""
    written = _prose().render(data.decode("utf-8", errors="replace"), "../")
    for html in (site_html(written), commonmark_html(written)):
        parsed = Parsed(html)
        assert set(parsed.tags) <= _TAGS, set(parsed.tags) - _TAGS
        assert {name for name, _ in parsed.attributes} <= _ATTRIBUTES
        for name, value in parsed.attributes:
            assert name != "style" or value in (*_STYLES, *(style.replace(" ", "").rstrip(";") for style in _STYLES))
            address = "".join((value or "").split()).lower()
            assert name != "href" or not address.startswith(("javascript:", "data:", "vbscript:")), value


def _form(data: bytes) -> None:
    """Any text as an issue made with a form, its headings in place or not."""
    text = data.decode("utf-8", errors="replace")
    for form, labels in FORMS.items():
        whole = "\n\n".join(f"### {label}\n\n{text}" for label in labels.values())
        for body in (text, whole):
            answers = _answers({"issue": {"number": 1, "body": body, "labels": [{"name": form}]}})
            said = body.replace("\r\n", "\n")
            assert answers is None or all(answer in said for answer in answers.fields.values())


def _event(data: bytes) -> None:
    """Any JSON as the event, and as each part of one that is used."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return
    labels = [{"name": next(iter(FORMS))}]
    whole = {"number": 1, "body": "", "labels": labels}
    for event in (given, {"issue": given}, *({"issue": whole | {part: given}} for part in whole)):
        _answers(event)
    _answers({"issue": whole | {"labels": [{"name": given}]}})


def _answers(event: Any) -> Answers | None:
    try:
        answers = read_answers(event)
    except NotAFormError as error:
        assert str(error)
        return None
    assert isinstance(answers, Answers)
    assert set(answers.fields) == set(FORMS[answers.form])
    assert all(isinstance(answer, str) for answer in answers.fields.values())
    return answers


def _citations(data: bytes) -> None:
    """What bibliographies state, written in every format of citations, and what can be read again is one entry."""
    for record in read_good("bibtex", data).records[:3]:
        try:
            paper = Paper(key="a-paper", title=record.title, abstract=record.abstract, **record.facts)
        except ValidationError:  # of values that are right one by one
            continue
        entry = entry_in(paper)
        files = {form.id: form.file([form.entry(entry)], HEAD) for form in FORMATS}
        assert all(files.values())
        for name, parse in (("bibtex", parse_bibtex), ("biblatex", parse_bibtex), ("ris", parse_ris)):
            listing = parse(files[name].encode(), "a")
            assert len(listing.records) == 1, files[name]
            assert not listing.failures


#: The targets by name.
STRANGERS: dict[str, Callable[[bytes], None]] = {
    "markdown": _markdown,
    "form": _form,
    "event": _event,
    "citations": _citations,
}
