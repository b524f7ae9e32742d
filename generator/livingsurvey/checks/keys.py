"""One key, one address: rules of keys, of former keys, and of all names that become addresses in the site."""

from collections.abc import Iterator
from typing import NamedTuple

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, Found, rule
from livingsurvey.model import HandPage, Paper, Survey, Topic, is_key
from livingsurvey.model.site_names import own_use

_ANOTHER = "Choose another name."


class AskedName(NamedTuple):
    """A name that a file of content asks for: the folder of the site, the name, the file, and the way to it there."""

    folder: str
    name: str
    file: str
    path: tuple[str | int, ...]


def asked_names(survey: Survey) -> Iterator[AskedName]:
    """All names that a survey asks for, in the order in which they are given away.

    Former keys of papers are not among them: they lead to a paper, and have rules of their own.
    """
    fields = survey.fields
    for name in fields.paged:
        n = fields.fields.index(fields.vocabularies[name][0])
        yield AskedName("", name, "content/fields.yml", (n, "vocabulary"))
    yield from (AskedName("papers", paper.key, paper.path, ("key",)) for paper in survey.papers)
    for topic in survey.topics:
        yield AskedName("topics", topic.key, topic.path, ("key",))
        yield AskedName("feeds", topic.key, topic.path, ("key",))
    yield from (AskedName("", page.key, page.path, ("key",)) for page in survey.pages)
    for name in fields.indexed:
        for n, term in enumerate(survey.vocabulary.get(name, ())):
            yield AskedName(name, term.id, f"content/vocabulary/{name}.yml", (n, "id"))


@rule(ERROR)
def bad_key(context: Context) -> Iterator[Found]:
    """A file's name is no key.

    Why: Keys are addresses; they must be the same on every system, so they are lower-case ASCII words joined by
        hyphens, and no name that a system or the site itself reserves.
    Fix: Rename the file, and its key with it.
    Wrong: content/papers/con.md
    Right: content/papers/convolution-without-padding.md
    """
    survey = context.survey
    for page in survey.pages:
        if use := own_use("", page.key):
            fix = "Choose another name; the survey makes this page itself."
            yield Found(page.path, f"the key «{page.key}» is {use}.", fix, ("key",))
    entries: tuple[Paper | Topic | HandPage, ...] = (*survey.papers, *survey.topics, *survey.pages)
    for entry in entries:
        own = isinstance(entry, HandPage) and own_use("", entry.key)
        if not own and not is_key(entry.key):
            fix = "Rename the file: lower-case letters, digits and hyphens only, no reserved name."
            yield Found(entry.path, f"«{entry.key}» cannot be a key.", fix, ("key",))


@rule(ERROR)
def taken_address(context: Context) -> Iterator[Found]:
    """Two things ask for one address of the site, or one asks for an address that cannot be.

    Why: One of the two pages would replace the other, and nobody would see it. The site itself has the folders and
        pages that it makes, a feed called «all», and the list («index») of each folder; and no system can keep a
        file called «con» or «aux». What comes second is left out.
    Fix: Choose another key, id or name of the vocabulary.
    Wrong: {id: index, name: Index, definition: …}   # in a vocabulary whose terms have pages
    Right: {id: search-index, name: Index, definition: …}
    """
    first: dict[tuple[str, str], AskedName] = {}
    for asked in asked_names(context.survey):
        use, by_file = own_use(asked.folder, asked.name), asked.path == ("key",)
        taken = first.setdefault(asked[:2], asked)
        if by_file and (not is_key(asked.name) or (use and not asked.folder)):
            continue  # which bad-key reports
        if use:
            yield Found(asked.file, f"«{asked.name}» is {use}.", _ANOTHER, asked.path)
        elif not is_key(asked.name):
            yield Found(asked.file, f"«{asked.name}» is a name that systems reserve.", _ANOTHER, asked.path)
        elif taken is not asked and taken.file != asked.file:
            said = f"the address of «{asked.name}» is taken: {taken.file} asks for it, too."
            yield Found(asked.file, said, _ANOTHER, asked.path)


@rule(ERROR)
def alias_taken(context: Context) -> Iterator[Found]:
    """A former key of a paper is also a key, or a former key, of another, or it cannot be a key.

    Why: The old address redirects to one paper; it cannot redirect to two, and not in place of a page of the site.
    Fix: Leave the alias with the paper that bore this key.
    Wrong: aliases: [a-paper-that-still-exists]
    Right: aliases: [the-former-key-of-this-paper]
    """
    first: dict[str, str] = {}
    for paper in context.survey.papers:
        for n, alias in enumerate(paper.aliases):
            holder = alias if alias in context.survey.paper else first.setdefault(alias, paper.key)
            if holder != paper.key or alias == paper.key:
                said = f"the alias «{alias}» already leads to {holder}."
                yield Found(paper.path, said, "Remove it from one of them.", ("aliases", n))
            elif not is_key(alias):
                said = f"«{alias}» cannot be a former key: it is the name of a list, or one that systems reserve."
                yield Found(paper.path, said, "Remove it.", ("aliases", n))


@rule(ERROR, limits={"aliases": 50})
def many_aliases(context: Context, aliases: int) -> Iterator[Found]:
    """A paper has more former keys than a paper can have had.

    Why: Each of them becomes a page that redirects: a few lines would make thousands of pages. None of them is made.
    Fix: Keep the keys that the paper really had.
    Wrong: 9,000 lines under aliases
    Right: aliases: [the-former-key-of-this-paper]
    """
    for paper in context.survey.papers:
        if len(paper.aliases) > aliases:
            said = f"{len(paper.aliases):,} aliases; a paper has at most {aliases}."
            yield Found(paper.path, said, "Keep the keys that the paper really had.", ("aliases",))
