"""Rules of prose: headings, what Markdown may hold, and phrases."""

import re
from collections.abc import Iterator

from livingsurvey.checks.context import Context, Prose
from livingsurvey.checks.phrases import is_any_repeated, repeated_phrases
from livingsurvey.checks.rule import WARNING, Found, rule
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.yaml_edit import Put, Span

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)", re.MULTILINE)
_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[ \t\n/][^<>]*)?|!--.*?--|!\w[^<>]*|\?.*?\?)>", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\(|\[)")

_KEY_FIX = "Correct the key; it is the name of the paper's file."


def _place(context: Context, prose: Prose, start: int) -> int | None:
    return context.in_body(prose.file, prose.text, start)


@rule(WARNING, fixes=True)
def heading_level(context: Context) -> Iterator[Found]:
    """Prose has a heading of the first level, or one that skips a level.

    Why: A page's first heading is its title, which is there already; whoever listens to a page moves by its headings.
    Fix: Begin with ##, and go down one level at a time. The prose of a topic, which has a heading above it on the
        page, may begin with ###.
    Wrong: # What is traded
    Right: ## What is traded
    """
    topics = {topic.path for topic in context.survey.topics}
    for prose in context.prose:
        before = 2 if prose.file in topics else 1
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


@rule(WARNING, limits={"words": 5, "pages": 3})
def repeated_phrase(context: Context, words: int, pages: int) -> Iterator[Found]:
    """The same run of words is on more topic pages than a reader forgives.

    Why: What is said on every page says nothing of this one, and is passed over.
    Fix: Say what is special here, or say it once, on a page of its own. Titles, terms, quotations and code do not
        count.
    Wrong: Nobody in this set measures energy.   # on every page
    Right: Of the caches, one is measured in joules [@a-paper].
    """
    texts = {topic.path: topic.prose for topic in context.survey.topics}
    told = (str(words), str(pages), *texts.values())
    if not context.worked_out("repeated phrases", told, lambda: is_any_repeated(texts, words, pages)):
        return
    for phrase in repeated_phrases(texts, _names(context), words, pages):
        others = ", ".join(path.rpartition("/")[2].removesuffix(".md") for path in phrase.pages[1:])
        said = f"«{phrase.text}» is on {len(phrase.pages)} pages; also on {others}."
        offset = context.in_body(phrase.pages[0], context.survey.topic[_key(phrase.pages[0])].prose, phrase.start)
        yield Found(phrase.pages[0], said, "Say what is special here, or say it once.", offset=offset)


def _key(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _names(context: Context) -> Iterator[str]:
    """What is called as it is called: titles of papers and topics, and terms with their other names."""
    survey = context.survey
    yield from (paper.title for paper in survey.papers)
    yield from (topic.title for topic in survey.topics)
    for terms in survey.vocabulary.values():
        yield from (name for term in terms for name in (term.name, *term.synonyms))
