"""A server for writing: shows the site and rebuilds, after each change, only the pages that changed."""

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

import generator
from generator.publish.site import replace_folder

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
        server = LiveReloadServer(
            builder=lambda: tell(preview.rebuild()),
            host="127.0.0.1",
            port=port,
            root=str(preview.site),
            mount_path="/",
            polling_interval=0.1,
        )
        tell(preview.rebuild())
        for path in _watched(root):
            server.watch(str(path))
        tell(f"Serving {preview.url} (Ctrl-C stops it)")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()


def _watched(root: Path) -> list[Path]:
    templates = Path(generator.__file__).parent / "pages" / "templates"
    wanted = [root / "content", root / "overrides", root / "mkdocs.yml", templates]
    return [path for path in wanted if path.exists()]


class Preview:
    """A built copy of the site that follows its sources."""

    def __init__(self, root: Path, site: Path, url: str) -> None:
        self.site = site
        self.url = url
        self._root = root
        self._frame = -1.0

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
        except Exception as error:  # whatever is wrong now, the next save may mend it
            return f"Not rebuilt: {error}"
        self._frame = frame
        return f"Built {'what changed' if dirty else 'all pages'} in {perf_counter() - start:.1f} s"

    def _config(self, site: Path) -> MkDocsConfig:
        config = load_config(str(self._root / "mkdocs.yml"), site_dir=str(site))
        config.site_url = self.url
        config.plugins.on_startup(command="serve", dirty=True)
        return config

    def _newest_frame(self) -> float:
        """The time of the last change to what stands around every page."""
        frame = [self._root / "mkdocs.yml", *(self._root / "overrides").rglob("*.html")]
        return max(path.stat().st_mtime for path in frame)
