"""Parser for Markdown with front matter: one file a paper, as lists made with Jekyll or Hugo have.

Several files are read from one where a line such as ``<!-- file: 2020-trial.md -->`` is before each; so a folder of
them is packed into one source.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.records import Listing, fail, take
from livingsurvey.importers.table_columns import row_entry

_FILE = re.compile(r"^<!-- file: (?P<name>.*) -->$", re.MULTILINE)
_HEADER = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<header>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50  # levels of nesting; some thousands end the program, and no list of papers needs ten
_MANY_PARTS = re.compile(rf"(?:[\w\"'-]{{1,100}}[ \t]{{0,9}}\.[ \t]{{0,9}}){{{_DEEPEST}}}")
_LONGEST_HEADER = 100_000  # characters
#: Names that lists of publications use for what tables call otherwise.
_NAMES = {"paperurl": "url", "url_pdf": "pdf", "link_pdf": "pdf", "url_code": "code", "publishdate": "date"}
_HUGO = {"publication_types": "type", "publication_short": "container title short", "slides": "", "permalink": ""}


def parse_front_matter(data: bytes, file: str) -> Listing:
    """Read the front matter of a Markdown file, or of several that are packed into one."""
    listing = Listing()
    for line, name, text in _files(read_text(data, file, listing)):
        header, problem = _header(text)
        if header is None:
            fail(listing, file, line, f"{name}{problem}", "Begin it with front matter between two lines «---».")
        else:
            take(listing, file, line, _facts, header, name)
    return listing


def _facts(header: dict[str, Any], name: str) -> dict[str, Any]:
    entry = row_entry(_columns(header))
    path = re.sub(r"(?:/_?index)?\.\w+$", "", name.removesuffix(": "))
    entry.cite_key = entry.cite_key or path.rpartition("/")[2]
    return entry.facts()


def pack(files: dict[str, str]) -> str:
    """Markdown files in one, in the order of their names.

    Args:
        files: their texts by name.
    """
    return "\n".join(f"<!-- file: {name} -->\n{files[name].rstrip()}\n" for name in sorted(files))


def _files(text: str) -> Iterator[tuple[int, str, str]]:
    """Each file with the line where it begins and, where it is one of several, its name."""
    marks = list(_FILE.finditer(text))
    if not marks and text.strip():
        yield 1, "", text
    line, counted = 1, 0
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        line += text.count("\n", counted, mark.start())
        counted = mark.start()
        yield line, f"{mark['name']}: ", text[mark.end() : after.start() if after else len(text)]


def _header(text: str) -> tuple[dict[str, Any] | None, str]:
    match = _HEADER.match(text[:_LONGEST_HEADER])
    if not match:
        return None, "no front matter."
    try:
        header = _plain(_toml(match["header"]) if match["fence"] == "+++" else _yaml(match["header"]))
    except Exception as error:  # YAML's constructors raise whatever a value makes them stumble over
        return None, f"front matter that cannot be read: {' '.join(str(error).split())[:200]}."
    return (header, "") if isinstance(header, dict) else (None, "front matter without fields.")


def _toml(text: str) -> Any:
    """TOML whose keys have few parts: each part is a level, and takes as long as all before it."""
    if _MANY_PARTS.search(text):
        raise ValueError(f"a key of more than {_DEEPEST} parts")
    return tomllib.loads(text)


def _yaml(text: str) -> Any:
    """YAML without references, by which a small file grows to gigabytes, and only as deep as the parser bears."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("it has references (*)")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError(f"nested more than {_DEEPEST} levels deep")
    return yaml.load(text, Loader=_LOADER)


def _columns(header: dict[str, Any]) -> dict[str, Any]:
    """The header by the names that tables have; dates as texts, and what marks numbers as such left out."""
    named = {name.lower(): value for name, value in header.items()}
    names = _NAMES | _HUGO
    columns = {names.get(name, name): value for name, value in named.items() if names.get(name, name)}
    if isinstance(said := columns.get("publication"), str):
        columns["publication"] = re.sub(r"(?<!\w)([*_]{1,2})(\S(?:[^*_]*\S)?)\1(?!\w)", r"\2", said).strip("*_ ")
    return columns


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float) or value is None else str(value)
