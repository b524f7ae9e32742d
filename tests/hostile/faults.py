"""Faults at every file operation of every command that writes: errors, kills, and a disk that is full.

``python -m tests.hostile.faults`` tries all of them and prints a table; the tests try a part.
"""

import ctypes
import errno
import gc
import importlib
import io
import json
import os
import pkgutil
import re
import resource
import shutil
import signal
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import livingsurvey
import typer
from livingsurvey.cli import app
from livingsurvey.commands.decide_candidates import CandidateAnswer, decided
from livingsurvey.screening import ScreeningServer
from livingsurvey.store.search_files import written_line

from tests.builders import paper_file
from tests.cli.test_topic_commands import BIB, LIST
from tests.commands.folders import do, folder, held
from tests.commands.test_upgrade_survey import OLD_MKDOCS
from tests.github.test_form_answers import body, event
from tests.hostile.attempts import write
from tests.screening.folders import DAY, REASONS, candidate

#: The commands that write nothing into a survey, or only a copy of its site elsewhere; and those that need GitHub.
READERS = frozenset(
    ("search", "serve", "status", "diff", "vocab unused", "github comment", "github push", "github report")
)
READERS |= {"github resume", "github candidates", "github decide"}
#: What may happen at an operation: an error once; a disk that can no longer be written, or is full at half a file; an
#: interruption; the end of the process before it, and at half a file; too little memory; and a fault of this program,
#: of which developers see a traceback.
KINDS = ("error", "read-only", "full", "interrupt", "kill", "kill at half", "memory", "bug")
_HALF = 16  # bytes
_SOURCE = "@article{a, title={Lenses of glass}, author={Lind, Eva}, year={2020}}\n"
_PDF = '#!/bin/sh\nfor a in "$@"; do case $a in --print-to-pdf=*) printf %%PDF-1 > "${a#*=}";; esac; done\n'


#: From the survey's folder to what the page of screening sends: an address, and the data.
Sent = Callable[[Path], tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Verb:
    """A call of a command on the survey in the folder ``s``, beside which are the files that it is given."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], object] = lambda root: None
    root: tuple[str, ...] = ("-C", "s")
    sent: Sent | None = None  # what the page of screening sends to the server

    @property
    def command(self) -> str:
        """The command's name."""
        known = [name for name in commands() if " ".join(self.arguments).startswith(f"{name} ")]
        return max(known, key=len, default=self.arguments[0])


@cache
def commands() -> tuple[str, ...]:
    """The names of all commands."""

    def _below(group: Any, name: str) -> Iterator[str]:
        for key, one in group.commands.items():
            yield from _below(one, f"{name}{key} ") if hasattr(one, "commands") else [name + key]

    return tuple(_below(typer.main.get_command(app), ""))


def _old(root: Path) -> None:
    (root / "content/fields.yml").unlink()
    (root / "mkdocs.yml").write_text(OLD_MKDOCS)


def _untidy(root: Path) -> None:
    for path in (root / "content/papers").glob("*.md"):
        path.write_text(path.read_text().replace("title: ", "title:   ") + "\n\n\n")


def _unscreened(root: Path) -> None:
    for path in (root / "content/papers").glob("*.md"):
        path.write_text(path.read_text().replace("status: included\n", ""))


def _searched(root: Path) -> None:
    lines = [written_line(candidate(key)) for key in ("delta", "epsilon")]
    write("content/searches/candidates.jsonl", "".join(f"{line}\n" for line in lines))(root)
    write("content/vocabulary/reasons.yml", REASONS)(root)


def _decided(root: Path) -> None:
    _searched(root)
    answer = CandidateAnswer("delta", "Ada", DAY, "included", topics=("caches", "decoding"), summary="It caches.")
    do(root, decided(held(root), [answer]))


def _watching(root: Path) -> None:
    write("content/watch.yml", "searches:\n  - {id: inbox, service: folder, query: inbox}\n")(root)
    write("inbox/refs.bib", BIB)(root)


def _saved(root: Path) -> tuple[str, dict[str, Any]]:
    digest = sha256((root / "content/papers/alpha.md").read_bytes()).hexdigest()
    values = {"summary": "It does more than that.", "kind": "survey"}
    return "/api/paper/save", {"key": "alpha", "values": values, "digest": digest, "reader": "Ada", "note": "So."}


def _screened(path: str, **data: Any) -> Sent:
    return lambda root: (path, {"reader": "Ada", **data})


_SCREEN = ("screen", "--no-browser", "--port", "0")
_READING = '{"paper": "alpha", "field": "kind", "value": "method", "reader": "Ben", "date": "2026-01-01"}\n'
VERBS = (
    Verb(("rename", "alpha", "alpha-two")),
    Verb(("merge", "beta", "alpha", "--yes")),
    Verb(("move", "topic", "caches", "stores")),
    Verb(("move", "merge", "caches", "decoding")),
    Verb(("move", "papers", "alpha", "--to", "other", "--from", "caches", "--title", "Other", "--summary", "More.")),
    Verb(("vocab", "rename", "methods", "adam", "Adam optimiser", "--id", "adam-optimiser")),
    Verb(("vocab", "merge", "methods", "adamw", "adam")),
    Verb(("vocab", "deprecate", "methods", "adam", "kv-cache")),
    Verb(("fmt",), _untidy),
    Verb(("check", "--fix"), _untidy),
    Verb(("include", "--all", "--reason", "All fit.", "--by", "Eva"), _unscreened),
    Verb(("ingest", "refs.bib")),
    Verb(("ingest", "refs.bib", "more.bib", "--topics-from", "list.md")),
    Verb(("enrich", "facts.jsonl")),
    Verb(("new", "more.bib", "--offline")),
    Verb(("layout",)),
    Verb(("upgrade", "--yes"), _old),
    Verb(("links", "--report", "s/build/report.md"), lambda root: _without_links(root)),
    Verb(("github", "propose", "correction.json")),
    Verb(("github", "propose", "topic.json")),
    Verb(("init", "s"), shutil.rmtree, ()),
    Verb(("build", "--pages-only")),
    Verb(("build",)),
    Verb(("watch", "--folder", "inbox")),
    Verb(("watch",), _watching),
    Verb((*_SCREEN, "--from", "refs.bib"), sent=lambda root: ("", {})),
    Verb(
        _SCREEN,
        _searched,
        sent=_screened("/api/decide", key="delta", status="included", topics=["caches", "decoding"], summary="Caches."),
    ),
    Verb(_SCREEN, _searched, sent=_screened("/api/decide", key="delta", status="excluded", reason="off-topic")),
    Verb(_SCREEN, _decided, sent=_screened("/api/undo")),
    Verb(_SCREEN, lambda root: write("content/readings/ben.jsonl", _READING)(root), sent=_saved),
    Verb(("pack",), lambda root: run(("build", "-C", "s"), root.parent)),
    Verb(("pdf", "--browser", "./browser"), lambda root: run(("build", "-C", "s"), root.parent)),
)
#: Those that make files out of the content: what is below ``build`` and ``site`` is looked at, too.
BUILDERS = frozenset(("build", "pack", "pdf", "links"))


def _without_links(root: Path) -> None:
    alpha = root / "content/papers/alpha.md"
    alpha.write_text(re.sub(r"^(arxiv|code|  arxiv|provenance):.*\n", "", alpha.read_text(), flags=re.MULTILINE))


def prepared(base: Path, verb: Verb) -> Path:
    """A folder with a survey of three papers, and all that commands are given."""
    root = folder(base / "s")
    (root / "content/papers/gamma.md").write_text(paper_file("gamma", "kind: method\ntopics: [caches]\n"))
    (root / "content/sources/sources.yml").write_text("[]\n")
    alpha = root / "content/papers/alpha.md"
    for path in (alpha, root / "content/papers/beta.md"):
        path.write_text(re.sub(r"^seen:.*\n(?:  - .*\n)*", "", path.read_text(), flags=re.MULTILINE))
    forms = {
        "correction": {"paper": "beta", "field": "venue", "value": "Elsewhere 2024", "source": "there"},
        "new topic": {"area": "All", "title": "Lenses", "summary": "Of glass.", "papers": "alpha\nbeta"},
    }
    for form, answers in forms.items():
        (base / f"{form.split()[-1]}.json").write_text(json.dumps(event(form, body(form, answers))))
    facts = [{"key": key, "venue": "A Journal", "published": "2020-05"} for key in ("alpha", "gamma")]
    (base / "facts.jsonl").write_text("".join(f"{json.dumps(fact)}\n" for fact in facts))
    for name, text in {"refs.bib": BIB, "more.bib": _SOURCE, "list.md": LIST, "browser": _PDF}.items():
        (base / name).write_text(text)
    (base / "browser").chmod(0o755)
    write("inbox/refs.bib", BIB)(base)
    verb.prepare(root)
    return base


@dataclass(frozen=True)
class Outcome:
    """How a process ended, what it printed, and the operations that it began."""

    code: int
    output: str
    operations: tuple[str, ...] = ()


class Fault:
    """Watches the file operations below a folder, and lets one of them fail."""

    def __init__(self, root: Path, number: int = -1, kind: str = "") -> None:
        self.root = str(root.resolve())
        self.number = number
        self.kind = kind
        self.seen: list[str] = []
        self._busy = False

    def __call__(self, name: str, arguments: tuple[Any, ...]) -> None:
        """The hook for audit events."""
        if self._busy or name not in _WRITES or (name == "open" and not _writes(arguments)):
            return
        self._busy = True
        try:
            path = _path(name, arguments)
        finally:
            self._busy = False
        if path.startswith(f"{self.root}{os.sep}") or path == self.root:
            self.seen.append(f"{name} {path.removeprefix(self.root)}")
            if len(self.seen) > self.number >= 0:
                self._strike(name, path, first=len(self.seen) == self.number + 1)

    def _strike(self, name: str, path: str, first: bool) -> None:
        if self.kind == "read-only":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        if not first:
            return
        if self.kind == "error":
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        if self.kind == "interrupt":
            raise KeyboardInterrupt
        if self.kind == "memory":
            raise MemoryError
        if self.kind == "bug":
            raise RecursionError("a fault of this program")
        if self.kind == "kill":
            os._exit(137)
        if self.kind == "kill at half":
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_HALF, _HALF))


_WRITES = frozenset(
    "open os.rename os.remove os.mkdir os.rmdir os.truncate os.chmod os.link os.symlink os.utime".split()
)


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def _path(name: str, arguments: tuple[Any, ...]) -> str:
    """The path that an operation is about; of a renaming, where it comes from."""
    given = arguments[1] if name == "os.symlink" else arguments[0]
    if isinstance(given, int):
        return ""
    path = Path(os.fsdecode(given))
    descriptors = [one for one in arguments[1:] if isinstance(one, int) and one > 2]
    if name in ("os.remove", "os.rmdir") and descriptors:
        path = Path(f"/proc/self/fd/{descriptors[-1]}").readlink() / path
    return str(Path.cwd() / path)


def load_all() -> None:
    """Import the whole package, so that no process has to do it again."""
    for module in pkgutil.walk_packages(livingsurvey.__path__, "livingsurvey."):
        importlib.import_module(module.name)


def run(
    arguments: tuple[str, ...],
    where: Path,
    fault: Fault | None = None,
    unprivileged: bool = False,
    sent: Sent | None = None,
) -> Outcome:
    """Run ``survey`` in a process of its own, forked from this one, with a fault in its way or without rights."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        if sent:
            ScreeningServer.serve_forever = lambda server, *_: _send(server, sent)  # type: ignore[method-assign]
        _child(arguments, where, fault, writer, unprivileged)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        printed = stream.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    output, _, operations = printed.partition("\0")
    return Outcome(os.waitstatus_to_exitcode(status), output, tuple(filter(None, operations.split("\n"))))


def _send(server: ScreeningServer, sent: Sent) -> None:
    """What a thread of the server does with a request: whatever goes wrong is said."""
    path, data = sent(server.session.root)
    if not path:
        return
    try:
        server.api.sent(path, json.dumps(data).encode())
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        sys.stdout.write(f"{type(error).__name__}: {error}\n")
        sys.exit(1)


def _child(arguments: tuple[str, ...], where: Path, fault: Fault | None, writer: int, unprivileged: bool) -> None:
    code = 99
    try:
        os.chdir(where)
        if (
            unprivileged and os.geteuid() == 0
        ):  # whose rights Linux lets a process lay down; for others those of files count anyway
            none = ctypes.create_string_buffer(24)
            ctypes.CDLL(None).capset(struct.pack("Ii", 0x20080522, 0), none)
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # as long as the process
        sys.stdout = sys.stderr = io.TextIOWrapper(os.fdopen(os.dup(1), "wb", 0), write_through=True)
        os.environ["COLUMNS"] = "500"
        os.environ.pop("GITHUB_OUTPUT", None)
        if fault:
            if hasattr(os, "sched_setaffinity"):  # one process then does everything, in the same order each time
                os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
            sys.addaudithook(fault)
        try:
            app(list(arguments))
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:
            traceback.print_exc()
        if fault and fault.number < 0:
            sys.stdout.write("\0" + "\n".join(fault.seen))
    finally:
        os._exit(code)


def state(base: Path, derived: bool) -> dict[str, bytes]:
    """The files of a survey's content, and (``derived``) what was made of it."""
    root = base / "s"
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if _counts(name, derived)}


def _counts(name: str, derived: bool) -> bool:
    if name.startswith("build/"):
        return derived and name.startswith("build/docs/")
    return derived or not name.startswith("site/")


@dataclass
class Tally:
    """What became of the faults in one command."""

    verb: Verb
    operations: int = 0
    tried: int = 0
    old: int = 0
    new: int = 0
    wrong: list[str] = field(default_factory=list)


def probe(verb: Verb, base: Path, kinds: tuple[str, ...] = KINDS, step: int = 1) -> Tally:
    """Try faults at the operations of a command.

    Args:
        verb: the command.
        base: an empty folder.
        kinds: of faults.
        step: how many operations there are from one that is tried to the next.
    """
    tally = Tally(verb)
    template, derived = prepared(_made(base / "template"), verb), verb.command in BUILDERS
    before = state(template, derived)
    sound = _copied(template, base / "sound")
    fault = Fault(sound / "s")
    whole = run((*verb.arguments, *verb.root), sound, fault, sent=verb.sent)
    after = state(sound, derived)
    tally.operations = len(whole.operations)
    idle = verb.command not in BUILDERS and before == after
    if idle or whole.code not in (0, 1) or "Traceback" in whole.output:
        tally.wrong.append(f"does nothing: {whole.code} {whole.output}")
        return tally
    for kind in kinds:
        for number in _places(whole.operations, kind)[KINDS.index(kind) % step :: step]:
            tally.tried += 1
            where = _copied(template, base / "tried")
            one = _tried(verb, where, number, kind, before, after)
            tally.old += one == "old"
            tally.new += one == "new"
            if one not in ("old", "new"):
                tally.wrong.append(f"{kind} at {number} ({whole.operations[number]}): {one}")
    return tally


def _places(operations: tuple[str, ...], kind: str) -> list[int]:
    """The operations at which a kind of fault can happen: a disk is full where something is written."""
    writes_only = kind in ("full", "kill at half")
    return [number for number, one in enumerate(operations) if not writes_only or one.startswith("open ")]


def _tried(verb: Verb, base: Path, number: int, kind: str, before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Let a command fail, run the next one, and say what is there: the ``old`` files, the ``new`` ones, or what."""
    derived = verb.command in BUILDERS
    failed = run((*verb.arguments, *verb.root), base, Fault(base / "s", number, kind), sent=verb.sent)
    if "Traceback" in failed.output and kind != "bug":
        return f"traceback: {failed.output[-800:]}"
    next_one = run(("vocab", "unused", "kinds", "-C", "s"), base)
    if "Traceback" in next_one.output:
        return f"the next command: {next_one.output[-800:]}"
    if derived:
        return _rebuilt(verb, base, failed, after)
    found = state(base, derived=False)
    if left := _left(base / "s"):
        return f"left: {left}"
    if found == after and "Nothing was changed" not in failed.output:
        return "new"
    said = failed.output.strip() and "The change is made" not in failed.output
    if found == before and failed.code != 0 and (said or "kill" in kind):
        return "old"
    if found in (before, after):
        return f"says {failed.code} {failed.output[-300:]!r}"
    lost, half = (
        sorted(before.keys() - found.keys()),
        sorted(n for n in found if found[n] not in (before.get(n), after.get(n))),
    )
    return f"mixed; gone: {lost}, half: {half}; said {failed.output[-300:]!r}; then {next_one.output[-300:]!r}"


def _rebuilt(verb: Verb, base: Path, failed: Outcome, after: dict[str, bytes]) -> str:
    """After a build that failed: the same again must give what it gives without a fault."""
    if left := _left(base / "s"):
        return f"left: {left}"
    had_site = verb.command in ("pack", "pdf")
    if had_site and not (base / "s/site/index.html").is_file():
        return "the old site is gone"
    again = run((*verb.arguments, *verb.root), base)
    found = state(base, derived=True)
    differing = sorted(n for n in found.keys() | after.keys() if _plain(found.get(n)) != _plain(after.get(n)))
    if again.code != 0 or differing:
        return f"differs after another: {again.code} {differing[:5]} {again.output[-300:]!r}"
    return "new" if failed.code == 0 else "old"


def _plain(data: bytes | None) -> bytes | None:
    """Without what a compressed file says of when it was made."""
    return data if data is None or data[:2] != b"\x1f\x8b" else data[8:]


def _left(root: Path) -> list[str]:
    """What no command may leave behind for good."""
    names = (path.relative_to(root).as_posix() for path in root.rglob("*") if root.exists())
    return [name for name in names if re.search(r"(^|/)\.(writing|site)-|^build/(journal|lock)", name)]


def _made(path: Path) -> Path:
    path.mkdir()
    return path


def _copied(template: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place)
    return place


def main(names: list[str]) -> int:
    """Try all, or the named commands, and print a table; return how many went wrong."""
    load_all()
    gc.freeze()
    wrong = 0
    sys.stdout.write(f"{'command':<58}{'operations':>12}{'tried':>8}{'old':>7}{'new':>7}{'wrong':>7}\n")
    for verb in VERBS:
        if names and not {verb.command, " ".join(verb.arguments)} & set(names):
            continue
        with tempfile.TemporaryDirectory() as base:
            step = int(os.environ.get("FAULTS_STEP", "1"))
            tally = probe(verb, Path(base), step=step)
        row = (tally.operations, tally.tried, tally.old, tally.new, len(tally.wrong))
        title = " ".join(verb.arguments)[:56]
        sys.stdout.write(f"{title:<58}{row[0]:>12}{row[1]:>8}{row[2]:>7}{row[3]:>7}{row[4]:>7}\n")
        for line in tally.wrong[:10]:
            sys.stdout.write(f"    {line}\n")
        sys.stdout.flush()
        wrong += len(tally.wrong)
    return wrong


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(1 if main(sys.argv[1:]) else 0)
