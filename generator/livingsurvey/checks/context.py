"""What rules look at: the survey, its files, the day; and what several of them need, worked out once."""

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from livingsurvey.analysis.sentences import prose_sentences
from livingsurvey.analysis.settlements import Readings
from livingsurvey.checks.pieces import Piece, curated_text
from livingsurvey.checks.term_uses import TermUse, term_uses
from livingsurvey.checks.unread import Unread
from livingsurvey.checks.written_file import WrittenFile, as_text, look_at
from livingsurvey.model import Paper, Survey, Topic, normalise_title
from livingsurvey.model.citations import cited_keys, without_citations
from livingsurvey.model.digests import digest_of_texts
from livingsurvey.model.prose_text import without_code
from livingsurvey.store.files import read_plain
from livingsurvey.store.kept_files import KeptFiles, changed_at, stamp_of

if TYPE_CHECKING:
    from livingsurvey.importers.stated_facts import StatedFacts

#: Words that mark a text as not done.
MARKS = ("TODO", "TBD", "FIXME", "XXX")
#: Anything that a rule of text could take exception to; nearly no text holds it.
_ODD_SIGNS = ("  ", "&", "<", "\\", "$", *MARKS, "orem")
_DIGIT = re.compile(r"\d")
_ODD_CODE = re.compile(r"(?i)\b(?:javascript|vbscript|data)\s*:|\bon\w+\s*=")
#: The settings of the site, which are no content; their text is looked at, too.
SITE_FILE = "mkdocs.yml"
_FACTS, _LARGEST_FACTS = "content/facts/", 20_000_000
_LARGEST = 262_144  # bytes of a file that is looked into


class Prose(NamedTuple):
    """Markdown of a curator: its file, the text, and the text with all code in it blanked, sign for sign."""

    file: str
    text: str
    spoken: str


class Sentence(NamedTuple):
    """A sentence of a text of a topic: as it is there, with code blanked; without citations; and the keys it cites."""

    topic: Topic
    whole: str
    text: str
    plain: str
    keys: tuple[str, ...]


class Context:
    """A survey as rules see it. Without a ``root`` there are no files, without ``today`` no future.

    ``unread`` are the files that cannot be read, wholly or in part: nothing is found in them, nor because of them.
    ``kept`` is what an earlier command has kept of how files are written, and of what follows from texts.
    ``readings`` are the survey's by what they are about.
    """

    def __init__(
        self,
        survey: Survey,
        root: Path | None = None,
        today: date | None = None,
        unread: Collection[str] = (),
        kept: KeptFiles | None = None,
        readings: Readings | None = None,
    ) -> None:
        self.survey = survey
        self.root = root
        self.today = today
        self.readings = readings or Readings(survey)
        self.unread = Unread(unread, self.text)
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[int]] = {}
        self._kept = kept
        self._links: dict[str, bool] = {}

    @cached_property
    def files(self) -> tuple[str, ...]:
        """All files below ``content``, in order of their paths."""
        if self.root is None:
            return ()
        cut = len(str(self.root / "content")) - len("content")
        return tuple(sorted(path[cut:].replace(os.sep, "/") for path in _below(self.root / "content")))

    @cached_property
    def stated(self) -> "StatedFacts | None":
        """What sources and files of facts state; ``None`` where there are no files."""
        from livingsurvey.importers.stated_facts import StatedFacts

        return StatedFacts(self.root, self.survey, self._kept) if self.root else None

    @cached_property
    def written(self) -> dict[str, WrittenFile]:
        """How each file that curators edit is written, but for those that cannot be read or are far too large."""
        files = [file for file in self.files if _is_edited(file)]
        if self._kept:
            for folder, count in Counter(file.rpartition("/")[0] for file in files).items():
                self._kept.expect(folder, count)
        found = ((file, self._look(file)) for file in files)
        return {file: WrittenFile(*look) for file, look in found if look}

    def _look(self, file: str) -> tuple[Any, ...] | None:
        """How a file is written, as it was found when it was looked at the last time, or now."""

        def _now() -> tuple[Any, ...] | None:
            data = self.data(file)
            return None if data is None else tuple(look_at(file, data))

        if self._kept is None or self.root is None:
            return _now()
        above = file[: file.rfind("/")]
        if above not in self._links:
            self._links[above] = (self.root / above).is_symlink()
        try:
            status = os.lstat(self.root / file)
        except OSError:
            return None
        changed = changed_at(status)
        look: tuple[Any, ...] | None = self._kept.read(file, (*stamp_of(status), self._links[above]), changed, _now)
        return look

    def worked_out(self, name: str, texts: Iterable[str], make: Callable[[], Any]) -> Any:
        """What follows from texts alone, as an earlier command has kept it, or as it is worked out now.

        Args:
            name: of what is worked out, which only the texts of one thing share.
            texts: all that it depends on, but for this package.
            make: works it out; it is plain data, without lists.

        Returns:
            What ``make`` returns, or has returned for the same texts.
        """
        return self._kept.read(f"worked-out/{name}", (digest_of_texts(texts),), 0, make) if self._kept else make()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of what topics say that have a number, apart from their citations and code."""
        texts = ((topic, n, text) for topic in self.survey.topics for n, text in enumerate(topic.texts))
        return tuple(
            Sentence(topic, text, *sentence)
            for topic, n, text in texts
            for sentence in self.worked_out(f"sentences/{topic.key}.{n}", [text], partial(_sentences, text))
        )

    def data(self, file: str) -> bytes | None:
        """The bytes of a file that curators edit; ``None`` where it cannot be read, or is far too large."""
        return _read(self.root / file) if self.root and _is_edited(file) else None

    def _beside(self, file: str) -> bytes | None:
        return _read(self.root / file, _LARGEST_FACTS) if self.root else None

    def text(self, file: str) -> str:
        """The text of a file, with plain line ends; empty where there is none."""
        if file not in self._texts:
            data = self._beside(file) if file == SITE_FILE or file.startswith(_FACTS) else self.data(file)
            self._texts[file] = as_text(data or b"")
        return self._texts[file]

    def entry_line(self, file: str, number: int) -> int:
        """The line of an entry in a file of one entry a line; 0 where nobody can tell, as some cannot be read.

        Args:
            file: of runs or candidates.
            number: the entry's place among those that were read, from 0.
        """
        if file not in self._lines:
            data = b"" if file in self.unread else self._beside(file) or b""
            text = data.decode("utf-8-sig", errors="replace").split("\n")
            self._lines[file] = [n for n, line in enumerate(text, start=1) if line and not line.isspace()]
        return self._lines[file][number] if number < len(self._lines[file]) else 0

    def in_body(self, file: str, body: str, start: int) -> int | None:
        """The offset in the file of what is at ``start`` in its body."""
        text = self.text(file)
        place = text.rfind(body) if body else -1
        return None if place < 0 else place + start

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Notes of papers, prose of topics, and pages written by hand."""
        survey = self.survey
        texts = [(paper.path, paper.notes) for paper in survey.papers if paper.notes]
        texts += [(topic.path, text) for topic in survey.topics for text in topic.texts]
        texts += [(page.path, page.body) for page in survey.pages]
        return tuple(Prose(file, text, without_code(text)) for file, text in texts)

    @cached_property
    def odd(self) -> tuple[Piece, ...]:
        """The pieces of curated text that a rule of text may have something to say about."""
        return tuple(piece for piece in curated_text(self.survey) if _is_odd(piece.text))

    @cached_property
    def uses(self) -> dict[str, tuple[TermUse, ...]]:
        """Every use of the terms of each vocabulary that is used."""
        return term_uses(self.survey)

    @cached_property
    def title(self) -> dict[str, str]:
        """The normalised title of each paper, by key."""
        return {paper.key: normalise_title(paper.title) for paper in self.survey.papers}

    @cached_property
    def current(self) -> dict[str, Paper]:
        """Papers by their former keys."""
        return {alias: paper for paper in self.survey.papers for alias in paper.aliases}

    @cached_property
    def works(self) -> dict[str, str]:
        """Keys of papers by the ids of the terms that they introduce."""
        terms = (term for terms in self.survey.vocabulary.values() for term in terms)
        return {term.id: term.paper for term in terms if term.paper in self.survey.paper and term.paper}


def _sentences(text: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    sentences = ((one, without_citations(one)) for one in prose_sentences(without_code(text)))
    return tuple((one, plain, cited_keys(one)) for one, plain in sentences if _DIGIT.search(plain))


@lru_cache(maxsize=1 << 16)  # authors, venues and terms recur
def _is_odd(text: str) -> bool:
    if not (text.isascii() and text.isprintable()) or text.strip() != text or any(map(text.__contains__, _ODD_SIGNS)):
        return True
    return (":" in text or "=" in text) and _ODD_CODE.search(text) is not None


def _is_edited(file: str) -> bool:
    return file.endswith((".md", ".yml")) and "/." not in file


def _below(folder: Path) -> Iterator[str]:
    """The paths of all files and links below a folder. Links are not followed; a repository within is one path."""
    for above, folders, files in os.walk(folder):
        if ".git" in folders:
            folders.remove(".git")
            files.append(".git")
        yield from (os.path.join(above, name) for name in files)  # noqa: PTH118  # ten thousand times over
        yield from (path for name in folders if os.path.islink(path := os.path.join(above, name)))  # noqa: PTH114, PTH118


def _read(path: Path, most: int = _LARGEST) -> bytes | None:
    try:
        return read_plain(path, most)
    except OSError:
        return None
