"""The figures of a build: ``python -m tests.bench.builds``, or only the parts that are named (``cold edited``).

Every figure is the median of runs in fresh processes; what is compared with it runs in turn with it. Beside seconds by
the clock stand those of processors, which say more on a machine that does other things too. A hundred thousand
papers take minutes, and are built only when asked for: ``python -m tests.bench.builds --hundred-thousand``.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from tests.bench.earlier import Earlier, NoEarlierError
from tests.bench.grow import grow
from tests.bench.process import Cost, put_aside, run, survey
from tests.bench.serving import serve
from tests.builders import REPOSITORY

RUNS = 3
REAL, LARGE, LARGEST = 535, 10_000, 100_000
_TEMPLATE = "results.html"
_BARE = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "bare.yml", "-d", "bare"]


class Row(NamedTuple):
    """A figure with its goal, the most that it may be; ``remark`` stands beside a figure, or in place of one."""

    what: str
    value: float | None
    unit: str = ""
    goal: float | None = None
    remark: str = ""

    def shown(self) -> tuple[str, str, str]:
        """The row as a table shows it."""
        figure = "" if self.value is None else f"{_number(self.value)}{self.unit}"
        remark = f"({self.remark})" if figure and self.remark else self.remark
        return self.what, f"{figure} {remark}".strip(), "" if self.goal is None else f"{self.goal:g}{self.unit}"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


class Builds:
    """The parts that can be measured.

    Args:
        folder: takes the surveys that are built.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def real(self) -> Path:
        """A copy of the real survey."""
        root = self._folder / "real"
        root.mkdir()
        shutil.copytree(REPOSITORY / "content", root / "content")
        shutil.copy(REPOSITORY / "mkdocs.yml", root)
        return root

    @cached_property
    def large(self) -> Path:
        """A survey of ten thousand papers."""
        grow(REPOSITORY, self._folder / "large", LARGE)
        return self._folder / "large"

    @cached_property
    def _large_cold(self) -> Cost:
        """Of one run: it takes long, and varies little."""
        return _cold(self.large)

    def cold(self) -> Iterator[Row]:
        """The real survey from nothing, compared with MkDocs alone and with an earlier commit."""
        earlier = self._earlier()
        _write_bare(self.real)
        runs = [(_cold(self.real), _bare(self.real), _of_earlier(earlier)) for _ in range(RUNS)]
        whole, bare = [one for one, _, _ in runs], [one for _, one, _ in runs]
        then = [one for _, _, one in runs if one]
        yield _seconds(f"cold build, {REAL} papers", whole)
        yield Row(f"cold build, {REAL} papers: memory", _median(whole, "megabytes"), " MB")
        yield _seconds("bare mkdocs build of the same pages", bare)
        yield _share("cold / bare, median of pairs", whole, bare, 0.6)
        if isinstance(earlier, str):
            yield Row("cold / 23 November, median of pairs", None, goal=0.5, remark=earlier)
        else:
            yield _seconds("cold build of 23 November", then)
            yield _share("cold / 23 November, median of pairs", whole, then, 0.5)

    def _earlier(self) -> Earlier | str:
        """The earlier commit, or why there is none."""
        try:
            return Earlier(self._folder / "earlier")
        except NoEarlierError as error:
            return str(error)

    def unchanged(self) -> Iterator[Row]:
        """The whole command when nothing has changed."""
        _ensure_built(self.real)
        runs = [survey(self.real, "build", "--strict") for _ in range(RUNS)]
        yield _seconds(f"nothing changed, {REAL} papers", runs, 0.5)

    def edited(self) -> Iterator[Row]:
        """The whole command after one paper's summary got one more word."""
        _ensure_built(self.real)
        yield _seconds(f"one paper edited, {REAL} papers", _edited(self.real), 1.2)
        self._large_cold  # noqa: B018  # builds it
        yield _seconds(f"one paper edited, {LARGE} papers", _edited(self.large), 4)

    def template(self) -> Iterator[Row]:
        """The whole command after a template of the survey's own got a comment."""
        config = (self.real / "mkdocs.yml").read_text()
        template = _own_template(self.real, config)
        _ensure_built(self.real)
        text, costs, pages = template.read_text(), [], []
        for number in range(RUNS):
            before = _written(self.real)
            template.write_text(re.sub(r"({%-? block \w+ -?%})", rf"\1<!-- {number} -->", text, count=1))
            costs.append(survey(self.real, "build", "--strict"))
            pages.append(len(_written(self.real) - before))
        yield _seconds(f"one template changed, {REAL} papers", costs)
        yield Row("one template changed: pages written", median(pages))
        shutil.rmtree(template.parent)
        (self.real / "mkdocs.yml").write_text(config)

    def serve(self) -> Iterator[Row]:
        """From saving a paper's file until its served page shows it, and until all that is served does."""
        _ensure_built(self.real)
        times = serve(self.real)
        yield Row("serve: save to page", median(page for page, _ in times), " s", 0.4)
        yield Row("serve: save to complete site", median(whole for _, whole in times), " s", 1.5)

    def large_cold(self) -> Iterator[Row]:
        """Ten thousand papers from nothing."""
        yield _seconds(f"cold build, {LARGE} papers", [self._large_cold], 30)
        yield Row(f"cold build, {LARGE} papers: memory", self._large_cold.megabytes, " MB", 600)

    def check(self) -> Iterator[Row]:
        """The whole command ``survey check``."""
        for root, papers, goal in ((self.real, REAL, 0.4), (self.large, LARGE, 3)):
            runs = [survey(root, "check", "--strict") for _ in range(RUNS)]
            yield _seconds(f"check, {papers} papers", runs, goal)

    def sizes(self) -> Iterator[Row]:
        """Bytes of the real survey's site."""
        _ensure_built(self.real)
        site = self.real / "site"
        whole = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        pages = {path.relative_to(site): path.stat().st_size for path in site.rglob("*.html")}
        papers = [size for path, size in pages.items() if path.parts[0] == "papers"]
        yield Row("site, per paper", whole / REAL / 1000, " KB", 45)
        yield Row(f"median page, of all {len(pages)}", median(pages.values()) / 1000, " KB", 15)
        yield Row("median page, of papers", median(papers) / 1000, " KB")

    def hundred_thousand(self) -> Iterator[Row]:
        """A hundred thousand papers from nothing, also compared with ten thousand for each paper."""
        tenth = self._large_cold
        grow(REPOSITORY, self._folder / "largest", LARGEST)
        whole = _cold(self._folder / "largest")
        what = f"cold build, {LARGEST} papers"
        yield _seconds(what, [whole], 360)
        yield Row(f"{what}: memory", whole.megabytes / 1000, " GB", 4)
        yield _share(f"{what}: time per paper / that of {LARGE}", [whole], [tenth], 1.2, LARGEST / LARGE)


PARTS: dict[str, Callable[[Builds], Iterator[Row]]] = {
    "cold": Builds.cold,
    "unchanged": Builds.unchanged,
    "edited": Builds.edited,
    "template": Builds.template,
    "serve": Builds.serve,
    "large": Builds.large_cold,
    "check": Builds.check,
    "sizes": Builds.sizes,
}


def measure(builds: Builds, parts: Iterable[str] = PARTS, largest: bool = False) -> Iterator[Row]:
    """Measure the named parts one after the other.

    Args:
        builds: what there is to be measured.
        parts: keys of ``PARTS``.
        largest: also build a hundred thousand papers.
    """
    for part in parts:
        yield from PARTS[part](builds)
    if largest:
        yield from builds.hundred_thousand()


def _cold(root: Path) -> Cost:
    put_aside(root, "build", "site")
    return survey(root, "build", "--strict")


def _bare(root: Path) -> Cost:
    put_aside(root, "bare")
    return run(root, _BARE)


def _ensure_built(root: Path) -> None:
    survey(root, "build", "--strict")


def _of_earlier(earlier: Earlier | str) -> Cost | None:
    return None if isinstance(earlier, str) else earlier.build()


def _write_bare(root: Path) -> None:
    """Configure MkDocs to build the generated Markdown with the theme, and without the plugin."""
    config = (root / "mkdocs.yml").read_text()
    without_plugin = config.replace("plugins:\n  - survey\n", "plugins: []\n")
    assert without_plugin != config
    (root / "bare.yml").write_text(without_plugin.replace("docs_dir: content/pages", "docs_dir: build/docs"))


def _edited(root: Path) -> list[Cost]:
    paper = sorted((root / "content" / "papers").glob("*.md"))[100]
    original, costs = paper.read_text(), []
    for number in range(RUNS):
        paper.write_text(re.sub("\nsummary: (['\"]?)", rf"\g<0>benchword{number} ", original, count=1))
        costs.append(survey(root, "build"))
    paper.write_text(original)
    return costs


def _own_template(root: Path, config: str) -> Path:
    """Give the survey a template of its own, which is that of the theme."""
    (root / "overrides").mkdir()
    template = Path(shutil.copy(REPOSITORY / "overrides" / _TEMPLATE, root / "overrides"))
    (root / "mkdocs.yml").write_text(re.sub("(?m)^  name: survey.*$", r"\g<0>\n  custom_dir: overrides", config))
    return template


def _written(root: Path) -> set[tuple[Path, int]]:
    """The pages of the site, each with when it was written."""
    return {(path, path.stat().st_mtime_ns) for path in (root / "site").rglob("*.html")}


def _median(costs: list[Cost], name: str) -> float:
    return float(median(getattr(cost, name) for cost in costs))


def _seconds(what: str, costs: list[Cost], goal: float | None = None) -> Row:
    processor = f"{_number(_median(costs, 'processor'))} s of processors"
    return Row(what, _median(costs, "seconds"), " s", goal, processor)


def _share(what: str, ones: list[Cost], others: list[Cost], goal: float, times: float = 1) -> Row:
    """What one takes as a share of what the other takes, for so many times as much."""
    pairs = list(zip(ones, others, strict=True))
    processor = median(one.processor / other.processor for one, other in pairs) / times
    shares = median(one.seconds / other.seconds for one, other in pairs) / times
    return Row(what, shares, "", goal, f"{processor:.2f} of processor time")


def table(rows: Iterable[Row]) -> Table:
    """The table of the figures."""
    shown = Table(title="Builds", title_justify="left")
    for number, head in enumerate(("what", "figure", "goal")):
        shown.add_column(head, justify="left" if number == 0 else "right")
    for row in rows:
        shown.add_row(*row.shown())
    return shown


def main(arguments: list[str]) -> None:
    """Measure what is named, or all, and print the table."""
    parts = [argument for argument in arguments if not argument.startswith("-")]
    if unknown := {*parts} - PARTS.keys():
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows = list(measure(Builds(Path(folder)), parts or PARTS, largest="--hundred-thousand" in arguments))
    Console(width=110).print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
