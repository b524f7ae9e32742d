"""Writing paper files: new ones whole, known ones by the smallest edit."""

import io
from pathlib import Path

import yaml
from ruamel.yaml import YAML

from generator.intake.merge import Candidate
from generator.model import Seen
from generator.storage import write_atomically


class _Dumper(yaml.SafeDumper):
    """Writes long text as literal blocks and keeps records of provenance on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent list items below their field, as people write them."""
        super().increase_indent(flow, False)


class _Literal(str):
    """Text to be written as a literal block."""


def _represent_literal(dumper: yaml.SafeDumper, text: _Literal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


_Dumper.add_representer(_Literal, _represent_literal)


def new_paper(key: str, candidate: Candidate) -> bytes:
    """Return the file of a paper that no curator has seen yet, as UTF-8.

    Every field a curator will fill stands there empty, so that correcting a paper is filling in a line.
    """
    facts = {"key": key, "title": candidate.title, **dict.fromkeys(_TO_CURATE)}
    text = "".join(_field(name, value) for name, value in facts.items())
    text += _field("abstract", _Literal(candidate.abstract))
    return f"---\n{text}{_seen_field(candidate.seen)}---\n".encode()


_TO_CURATE = (
    "authors",
    "published",
    "venue",
    "arxiv",
    "doi",
    "status",
    "reason",
    "kind",
    "topics",
    "summary",
)


def _field(name: str, value: object) -> str:
    if value is None:
        return f"{name}:\n"
    return yaml.dump({name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)


def _seen_field(seen: list[Seen]) -> str:
    return "seen:\n" + "".join(f"  - {{source: {s.source}, rank: {s.rank}, line: {s.line}}}\n" for s in seen)


def add_seen(path: Path, seen: list[Seen]) -> None:
    """Add provenance to a paper file, leaving every other byte of its meaning and its comments alone.

    Raises:
        OSError: when the file cannot be read or written.
    """
    text = path.read_bytes().decode("utf-8")
    head, separator, body = text.removeprefix("---\n").partition("\n---")
    round_trip = YAML()
    round_trip.preserve_quotes = True
    round_trip.width = 10**9
    round_trip.indent(mapping=2, sequence=4, offset=2)
    data = round_trip.load(head + "\n")
    data["seen"] = [*(data.get("seen") or []), *(_flow(s) for s in seen)]
    stream = io.StringIO()
    round_trip.dump(data, stream)
    write_atomically(path, f"---\n{stream.getvalue().rstrip()}{separator}{body}".encode())


def _flow(seen: Seen) -> object:
    from ruamel.yaml.comments import CommentedMap

    record = CommentedMap(seen.model_dump())
    record.fa.set_flow_style()
    return record
