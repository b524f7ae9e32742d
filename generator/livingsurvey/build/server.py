"""A server for writing: shows the site and rebuilds, after each change, only the pages that changed."""

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

import livingsurvey
from livingsurvey.build.local_server import LocalServer
from livingsurvey.build.menu import empty_pages
from livingsurvey.build.pipeline import DOCS, BuildState, Generated, generate, refresh_papers
from livingsurvey.build.plugin import built_from
from livingsurvey.store.lock import locked
from livingsurvey.store.replaced_folder import replace_folder
from livingsurvey.store.theme_files import theme_folders

#: Called with one line after each build.
Report = Callable[[str], None]


def serve(root: Path, port: int, report: Report) -> None:
    """Serve the survey below ``root`` on this machine until interrupted.

    Raises:
        OSError: when the port is taken.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    # Rebuilding only what changed is the point here; MkDocs warns of it each time.
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.msg)
    with tempfile.TemporaryDirectory(prefix="survey-") as folder:
        preview = Preview(root, Path(folder) / "site", f"http://127.0.0.1:{port}/")
        again = Path(folder) / "again"
        again.touch()
        server = LocalServer(
            builder=lambda: _follow(preview, report, again),
            host="127.0.0.1",
            port=port,
            root=str(preview.site),
            mount_path="/",
            polling_interval=0.1,
        )
        report(preview.rebuild())
        for path in (*_watched(root), again):
            server.watch(str(path))
        report(f"Serving {preview.url} (Ctrl-C stops it)")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()


def _follow(preview: "Preview", report: Report, again: Path) -> None:
    """Show the pages of changed papers at once. ``again`` is watched: writing it asks to be called for all the rest."""
    if line := preview.refresh():
        again.write_text(line, "utf-8")
        report(line)
    else:
        report(preview.rebuild())


def _watched(root: Path) -> list[Path]:
    package = Path(livingsurvey.__file__).parent / "site"
    wanted = {root / "content", *theme_folders(root), root / "extensions", root / "mkdocs.yml", package}
    return [path for path in wanted if path.exists()]


class Preview:
    """A built copy of the site that follows its sources."""

    def __init__(self, root: Path, site: Path, url: str) -> None:
        self.site = site
        self.url = url
        self._root = root
        self._around: tuple[float, frozenset[str]] | None = None
        self._state = BuildState()
        self._pages = Generated()

    def refresh(self) -> str | None:
        """Bring only the pages of papers up to date whose files have changed; return one line that says so.

        Where there are none, or this is not enough, nothing is done and nothing said.
        """
        start = perf_counter()
        try:
            with locked(self._root):
                if self._around_pages() != self._around or not self.site.exists():
                    return None
                if not (keys := refresh_papers(self._root, self._state)):
                    return None
                self._build(self.site, dirty=True)
        except Exception:  # which rebuilding all reports, if it is still there
            return None
        return (
            f"Built {', '.join(keys[:3])}{' …' * (len(keys) > 3)} in {perf_counter() - start:.1f} s; the rest follows"
        )

    def rebuild(self) -> str:
        """Bring the copy up to date; return one line that says how long it took, or what is wrong.

        Pages whose Markdown is unchanged are left alone, unless the theme or the settings have changed.
        """
        start = perf_counter()
        try:
            with locked(self._root):
                self._pages = generate(self._root, self._state)
                if obstacle := self._pages.obstacle():
                    return f"Not rebuilt: {obstacle} {next(map(str, self._pages.errors), '')}"
                around = self._around_pages()
                dirty = around == self._around and self.site.exists()
                self._bring_up(dirty)
        except Exception as error:  # whatever is wrong now, the next save may fix it
            return f"Not rebuilt: {error}"
        self._around = around
        errors = len(self._pages.errors)
        left_out = f"; {errors} error{'s' * (errors != 1)} left out" if errors else ""
        return f"Built {'what changed' if dirty else 'all pages'} in {perf_counter() - start:.1f} s{left_out}"

    def _bring_up(self, dirty: bool) -> None:
        if dirty:
            self._build(self.site, dirty=True)
        else:  # next to the old copy, which stays if this fails
            fresh = self.site.with_name("next")
            self._build(fresh, dirty=False)
            replace_folder(fresh, self.site)

    def _build(self, site: Path, dirty: bool) -> None:
        """Let MkDocs build the generated pages into a folder."""
        config = load_config(str(self._root / "mkdocs.yml"), site_dir=str(site))
        config.site_url = self.url
        config.plugins.on_startup(command="serve", dirty=True)
        with built_from(config, self._pages):
            mkdocs_build(config, serve_url=self.url, dirty=dirty)

    def _around_pages(self) -> tuple[float, frozenset[str]]:
        """What is around every page: the time of the theme's last change, and the pages that no menu has."""
        pages = (path for folder in theme_folders(self._root) for path in folder.rglob("*.html"))
        theme = [self._root / "mkdocs.yml", *pages]
        return max(path.stat().st_mtime for path in theme), empty_pages(self._root / DOCS)
