"""The MkDocs plugin: whoever runs ``mkdocs build`` or ``mkdocs serve`` gets the generated pages."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from livingsurvey.build.for_readers import ForReaders
from livingsurvey.build.joined_assets import join_assets, shared_scripts
from livingsurvey.build.menu import empty_pages, filled_menu
from livingsurvey.build.outcome import Generated
from livingsurvey.build.page_twin import body_of, twin_of
from livingsurvey.build.pipeline import CARDS, DOCS, BuildState, generate
from livingsurvey.build.settings import SEARCH_SCRIPT, blocked, root_of, unusable, useless
from livingsurvey.build.versions import missing_assets, set_versions
from livingsurvey.model import Severity, Survey
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.theme_files import THEME

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from livingsurvey.site.messages import Messages

_LOG = logging.getLogger("mkdocs.plugins.survey")


class SurveyConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin takes no options: what a survey is can be read in ``content/``."""


class SurveyPlugin(BasePlugin[SurveyConfig]):  # type: ignore[no-untyped-call]
    """Generates the pages before each build and points MkDocs at them."""

    advises = False  # whether the first page says what the maintainer does next, as while serving
    pages: Generated | None = None  # the pages of the next build, where they have been generated and reported already
    _state: BuildState | None = None  # of the class: MkDocs may make the plugin anew for each rebuild
    _survey: Survey | None = None  # likewise: as it was read last
    _steps: list[dict[str, Any]] | None = None
    _blocked: frozenset[str] = frozenset()  # what was said already to be blocked
    _builds = False  # a whole site, rather than the pages that changed
    _serves = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether a whole site is built, or a server shows it, which keeps what was read."""
        self._blocked = frozenset()
        self._builds, self._serves = command == "build" and not dirty, command == "serve"
        if not self._builds and self._state is None:
            type(self)._state = BuildState()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate, report findings, and set ``docs_dir``, and ``site_url`` where only the survey states it.

        Raises:
            PluginError: when the survey cannot be read, or is unsafe, or pages cannot live with the settings.
        """
        from livingsurvey.site.messages import PATH as MESSAGES
        from livingsurvey.site.messages import export_messages, survey_messages

        root = root_of(config)
        if faults := unusable(config, root):
            raise PluginError("\n".join(faults))
        for line in useless(config):
            _LOG.warning(line)
        config.docs_dir = str(root / DOCS)
        try:
            pages = self.pages or self._generated(root)
            messages = survey_messages(root)
            config.extra |= {"messages": messages.texts, "has_markdown": True}
        except SurveyError as error:
            raise PluginError(str(error)) from error
        if self._builds:
            set_versions(config, shared_scripts(config), export_messages(messages, screening=False)[MESSAGES])
            config.extra["joined"] = True
        if config.nav:
            config.nav = filled_menu(config.nav, empty_pages(root / DOCS) if pages.made else frozenset())
        if self._serves or self.advises:
            config.extra["checklist"] = self._checklist(root, pages, messages)
        if not config.site_url and pages.site_url:
            config.site_url = f"{pages.site_url.rstrip('/')}/"
        return config

    def _checklist(self, root: Path, pages: Generated, messages: "Messages") -> list[dict[str, Any]]:
        """What the maintainer does next; where it is something else than before, the first page is made anew."""
        from livingsurvey.build.next_steps import next_steps

        kept = type(self)
        kept._survey = pages.survey or kept._survey
        steps = next_steps(root, kept._survey, pages.findings, messages) if kept._survey else []
        if steps != kept._steps and (home := root / DOCS / "index.md").is_file():
            home.touch()
        kept._steps = steps
        return steps

    def _generated(self, root: Path) -> Generated:
        pages = generate(root, None if self._builds else self._state)
        for finding in pages.findings:
            # Only errors fail a strict build.
            _LOG.log(logging.WARNING if finding.severity == Severity.ERROR else logging.INFO, str(finding))
        if obstacle := pages.obstacle():
            raise PluginError(f"{obstacle} See the messages above.")
        return pages

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep out of the site inner templates, what is not for readers, and files of Material."""
        for_readers = ForReaders(config)
        folders = [str(Path(folder)) for folder in config.theme.dirs]
        grounds = folders[folders.index(str(THEME)) + 1 :] if str(THEME) in folders else []
        inner = [one for one in files if one.src_uri.startswith("site/") and one.src_uri.endswith(".j2")]
        inner += [one for one in files if not for_readers.has(one.src_uri)]
        for file in [*inner, *(one for one in files if str(one.src_dir) in grounds)]:
            files.remove(file)
        config.extra_javascript = [one for one in config.extra_javascript if not str(one).startswith(SEARCH_SCRIPT)]
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Show a page in the theme's template that it names.

        It names it by a word of ours: another builder, which has not this theme, would look for MkDocs' ``template``.
        """
        if named := page.meta.get("page_template"):
            page.meta["template"] = named
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Join the styles and scripts that a page loads."""
        if self._builds and str(THEME) in config.theme.dirs:
            join_assets(config, files)
        return env

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Callable[..., Any]) -> None:
        """Let MkDocs' own server follow the content, and its pages be loaded anew in a way that their policy allows."""
        from mkdocs.livereload import LiveReloadServer

        from livingsurvey.build.local_server import ReloadingServer

        if type(server) is LiveReloadServer:  # another one may do it in a way of its own
            server.__class__ = ReloadingServer
        server.watch(str(root_of(config) / "content"))

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say, once each, what plugins, hooks and settings have put into pages in vain: their policy blocks it."""
        for what in set(blocked(output)) - self._blocked:
            self._blocked |= {what}
            _LOG.warning(
                f"{page.file.src_uri}: {what} is blocked by the policy of the pages: they load files of the site."
            )
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put into the site what goes with the pages: their Markdown, and the images for shared links.

        The images are drawn only where something on them is new.

        Raises:
            PluginError: when a plugin or a hook has taken away what pages load.
        """
        if missing := missing_assets(config):
            raise PluginError(f"A plugin or a hook has renamed or removed what pages load: {', '.join(missing)}.")
        _write_markdown(Path(config.docs_dir), Path(config.site_dir))
        from livingsurvey.build.cards import place_cards

        build = Path(config.docs_dir).parent
        cards = json.loads((build / CARDS.name).read_bytes())
        place_cards(cards, THEME / "assets/fonts", build / "cards", Path(config.site_dir))


def _write_markdown(docs: Path, site: Path) -> None:
    """Write each page's Markdown next to its HTML, without the front matter, which is for programs.

    Links between pages lead to ``.md`` files, so they work there as they are.
    """
    for source in docs.rglob("*.md"):
        target, body = site / source.relative_to(docs), twin_of(body_of(source.read_text("utf-8")))
        if target.with_suffix(".html").is_file() and not (target.is_file() and target.read_text("utf-8") == body):
            target.write_text(body, "utf-8")


@contextmanager
def built_from(config: MkDocsConfig, pages: Generated, advises: bool = False) -> Iterator[None]:
    """Let a build take pages that have been generated and reported already. MkDocs may keep the plugin for later.

    Args:
        config: the settings of the build; without this plugin in them, nothing is done.
        pages: the outcome of generating the pages.
        advises: whether the first page says what the maintainer does next.
    """
    plugin = config.plugins.get("survey")
    if not isinstance(plugin, SurveyPlugin):
        yield
        return
    plugin.pages, plugin.advises = pages, advises
    try:
        yield
    finally:
        plugin.pages = None
