"""A server for writing: shows the site and rebuilds, after each change, only the pages that changed."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

import livingsurvey
from livingsurvey.build.mkdocs_site import replace_folder
from livingsurvey.build.pipeline import Memory, recall, refresh
from livingsurvey.build.plugin import SurveyPlugin
from livingsurvey.store.theme_files import theme_folders

#: Told one line after each build.
Tell = Callable[[str], None]


def serve(root: Path, port: int, tell: Tell) -> None:
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
        server = LiveReloadServer(
            builder=lambda: _follow(preview, tell, again),
            host="127.0.0.1",
            port=port,
            root=str(preview.site),
            mount_path="/",
            polling_interval=0.1,
        )
        tell(preview.rebuild())
        for path in (*_watched(root), again):
            server.watch(str(path))
        tell(f"Serving {preview.url} (Ctrl-C stops it)")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()


def _follow(preview: "Preview", tell: Tell, again: Path) -> None:
    """Show the pages of changed papers at once. ``again`` is watched: writing it asks to be called for all the rest."""
    if line := preview.refresh():
        again.write_text(line)
        tell(line)
    else:
        tell(preview.rebuild())


def _watched(root: Path) -> list[Path]:
    package = Path(livingsurvey.__file__).parent / "site"
    wanted = {root / "content", *theme_folders(root), root / "extensions", root / "mkdocs.yml", package}
    return [path for path in wanted if path.exists()]


def _plugin(config: MkDocsConfig) -> SurveyPlugin:
    plugin = config.plugins["survey"]
    assert isinstance(plugin, SurveyPlugin)
    return plugin


@contextmanager
def _as_it_is(config: MkDocsConfig) -> Iterator[None]:
    """Let a build take the generated tree as it stands. MkDocs may hand out the same plugin for the next."""
    _plugin(config).as_it_is = True
    try:
        yield
    finally:
        _plugin(config).as_it_is = False


class Preview:
    """A built copy of the site that follows its sources."""

    def __init__(self, root: Path, site: Path, url: str) -> None:
        self.site = site
        self.url = url
        self._root = root
        self._frame = -1.0
        self._memory = Memory()

    def refresh(self) -> str | None:
        """Bring only the pages of papers up to date whose files have changed; return one line that says so.

        Where there are none, or this is not enough, nothing is done and nothing said.
        """
        start = perf_counter()
        try:
            if self._newest_frame() != self._frame or not self.site.exists():
                return None
            if not (keys := refresh(self._root, self._memory)):
                return None
            config = self._config(self.site)
            with _as_it_is(config):
                mkdocs_build(config, serve_url=self.url, dirty=True)
        except Exception:  # which rebuilding all tells, if it is still there
            return None
        return (
            f"Built {', '.join(keys[:3])}{' …' * (len(keys) > 3)} in {perf_counter() - start:.1f} s; the rest follows"
        )

    def rebuild(self) -> str:
        """Bring the copy up to date; return one line that says how long it took, or what is wrong.

        Pages whose Markdown is unchanged are left alone, unless the frame around all pages has changed.
        """
        start = perf_counter()
        try:
            frame = self._newest_frame()
            dirty = frame == self._frame and self.site.exists()
            if dirty:
                mkdocs_build(self._config(self.site), serve_url=self.url, dirty=True)
            else:  # beside the old copy, which stays if this fails
                fresh = self.site.with_name("next")
                mkdocs_build(self._config(fresh), serve_url=self.url)
                replace_folder(fresh, self.site)
                recall(self._root, self._memory)
        except Exception as error:  # whatever is wrong now, the next save may mend it
            return f"Not rebuilt: {error}"
        self._frame = frame
        return f"Built {'what changed' if dirty else 'all pages'} in {perf_counter() - start:.1f} s"

    def _config(self, site: Path) -> MkDocsConfig:
        config = load_config(str(self._root / "mkdocs.yml"), site_dir=str(site))
        config.site_url = self.url
        _plugin(config).memory = self._memory
        config.plugins.on_startup(command="serve", dirty=True)
        return config

    def _newest_frame(self) -> float:
        """The time of the last change to what stands around every page."""
        frame = [
            self._root / "mkdocs.yml",
            *(path for folder in theme_folders(self._root) for path in folder.rglob("*.html")),
        ]
        return max(path.stat().st_mtime for path in frame)
