"""A server for writing: shows the site and rebuilds, after each change, only the pages that changed."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from mkdocs.config.defaults import MkDocsConfig

import livingsurvey
from livingsurvey.build.crew import way_to_start
from livingsurvey.build.local_server import LocalServer
from livingsurvey.build.made_site import MadeSite
from livingsurvey.build.mkdocs_site import mkdocs_messages, run_mkdocs, settings_as_left, settings_of
from livingsurvey.build.outcome import Generated
from livingsurvey.build.page_frame import can_make_pages
from livingsurvey.build.pipeline import BuildState, note_pages, read_content, write_pages
from livingsurvey.build.preview_process import PreviewProcess
from livingsurvey.build.site_record import SiteRecord
from livingsurvey.build.stamps import inputs_digest
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.extended import load_extended
from livingsurvey.store.files import write_atomically
from livingsurvey.store.lock import locked
from livingsurvey.store.replaced_folder import replace_folder
from livingsurvey.store.theme_files import theme_folders

_SHOWN = 50  # of the things that are wrong: each page has what is shown in it
#: Called with one line after each build.
Report = Callable[[str], None]


def serve(root: Path, port: int, report: Report) -> None:
    """Serve the survey below ``root`` on this machine until interrupted.

    Raises:
        OSError: when the port is taken.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="survey-") as folder:
        site = Path(folder) / "site"
        with PreviewProcess(Preview, root, site, f"http://127.0.0.1:{port}/") as preview:
            _serve(root, port, preview, site, report)


def _serve(root: Path, port: int, preview: PreviewProcess, site: Path, report: Report) -> None:
    server = LocalServer(
        builder=lambda: _follow(preview, server, report),
        host="127.0.0.1",
        port=port,
        root=str(site),
        mount_path="/",
        polling_interval=0.1,
    )
    server.error_handler = server.error_page
    _rebuild(preview, server, report)
    for path in _watched(root):
        server.watch(str(path))
    report(f"Serving http://127.0.0.1:{port}/ (Ctrl-C stops it)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()


def _follow(preview: PreviewProcess, server: LocalServer, report: Report) -> None:
    """Show the pages of changed papers at once, and then all the rest, unless something else changes meanwhile."""
    server.keep_showing()
    if line := preview.refresh():
        report(line)
        server.show(server.said, server.problems)
    _rebuild(preview, server, report)


def _rebuild(preview: PreviewProcess, server: LocalServer, report: Report) -> None:
    line = preview.rebuild(lambda: server.has_changes)
    if line is not None:  # else the server asks again at once
        report(line)
        server.show(line, _few(preview.problems))


def _few(problems: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(problems) - _SHOWN
    return problems if rest <= 0 else (*problems[:_SHOWN], f"{rest} more: `survey check` lists all.")


def _watched(root: Path) -> list[Path]:
    package = Path(livingsurvey.__file__).parent / "site"
    wanted = {root / "content", *theme_folders(root), root / "extensions", root / "mkdocs.yml", package}
    return [path for path in wanted if path.exists()]


def _import_ahead() -> None:
    """Import what compares, checks and makes the search index: else copies of this process do, at each change."""
    import rapidfuzz.fuzz  # noqa: F401

    import livingsurvey.analysis.related
    import livingsurvey.checks.run
    import livingsurvey.search.index_writer  # noqa: F401


class BuildStoppedError(SurveyError):
    """Something has changed again while building."""


class Preview:
    """A built copy of the site that follows its sources."""

    def __init__(self, root: Path, site: Path, url: str) -> None:
        self.site = site
        self.url = url
        self.problems: tuple[str, ...] = ()
        self._root = root
        self._state = BuildState()
        self._pages = Generated()
        self._made = MadeSite(root, site, site.with_name("before"), SiteRecord())
        _import_ahead()

    def refresh(self) -> str | None:
        """Bring only the pages of papers up to date whose files have changed; return one line that says so.

        What else such a change does to these and to other pages is left to :meth:`rebuild`, which takes longer. Where
        there are none, or this is not enough, nothing is done and nothing said.
        """
        start = perf_counter()
        try:
            with locked(self._root):
                keys = self._refreshed()
        except Exception:  # which rebuilding all reports, if it is still there
            return None
        if not keys:
            return None
        return (
            f"Built {', '.join(keys[:3])}{' …' * (len(keys) > 3)} in {perf_counter() - start:.1f} s; the rest follows"
        )

    def _refreshed(self) -> list[str]:
        """Write the pages of changed papers; return their keys."""
        work, content = self._made.work, self._pages.content
        if work is None or content is None or not self.site.exists():
            return []
        now = load_extended(self._root, self._state.cache).survey
        known = content.survey.paper
        changed = [paper for paper in now.papers if paper != self._state.read.get(paper.key)] if now else []
        shown = [paper for paper in changed if paper.key in known]
        for path, html in work.pages_of(shown):
            write_atomically(self.site / path, html)
        self._state.read |= {paper.key: paper for paper in shown}
        return [paper.key for paper in shown]

    def rebuild(self, stops: Callable[[], bool] = lambda: False) -> str | None:
        """Bring the copy up to date; return one line that says how long it took, or what is wrong.

        Pages that would be the same are left alone. ``problems`` is then each thing that is wrong.

        Args:
            stops: asked on the way whether to stop; the copy then stays as it was, and there is no line.
        """
        start = perf_counter()

        def _go_on(_: object) -> None:
            if stops():
                raise BuildStoppedError("Something has changed again.")

        try:
            with locked(self._root), mkdocs_messages():
                return self._rebuilt(_go_on, start)
        except BuildStoppedError:
            return None
        except Exception as error:  # whatever is wrong now, the next save may fix it
            self.problems = (str(error),)
            return f"Not rebuilt: {error}"

    def _rebuilt(self, go_on: Callable[[object], None], start: float) -> str:
        pages = Generated(made=False)
        read_content(self._root, pages, self._state, go_on)
        errors = tuple(map(str, pages.errors))
        if obstacle := pages.obstacle():
            self.problems = errors or (obstacle,)
            return f"Not rebuilt: {obstacle} {next(iter(errors), '')}"
        whole = self._bring_up(pages, go_on)
        self._pages, self.problems = pages, errors
        left_out = f"; {len(errors)} error{'s' * (len(errors) != 1)} left out" if errors else ""
        return f"Built {'all pages' if whole else 'what changed'} in {perf_counter() - start:.1f} s{left_out}"

    def _bring_up(self, pages: Generated, go_on: Callable[[object], None]) -> bool:
        """Build next to the old copy, which stays if this fails; return whether all pages are new or different."""
        inputs, new = inputs_digest(self._root), self.site.with_name("next")
        shutil.rmtree(new, ignore_errors=True)
        settings = partial(self._settings, pages)
        if can_make_pages(config := settings()):
            self._made.make(pages, settings, config, new, go_on, way_to_start())
            note_pages(self._root, pages, inputs)
            return self._made.is_all_new
        write_pages(self._root, pages, inputs)
        config = settings_of(self._root)
        config.site_url = self.url
        run_mkdocs(config, pages, new)
        replace_folder(new, self.site)
        return True

    def _settings(self, pages: Generated) -> MkDocsConfig:
        config = settings_as_left(self._root, False, pages, advises=True)
        config.site_url, config.site_dir = self.url, str(self.site)
        return config
