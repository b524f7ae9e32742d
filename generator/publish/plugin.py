"""The MkDocs plugin: whoever runs ``mkdocs build`` or ``mkdocs serve`` gets the generated pages."""

import logging
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from generator.catalogue import Cache
from generator.publish.generate import DOCS, generate

_LOG = logging.getLogger("mkdocs.plugins.survey")
_CACHE = Cache()  # MkDocs makes the plugin anew for each rebuild; what was read lives on here


class SurveyConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin takes no options: what a survey is stands in ``content/``."""


class SurveyPlugin(BasePlugin[SurveyConfig]):  # type: ignore[no-untyped-call]
    """Generates the docs tree before each build and points MkDocs at it."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate, report findings, and set ``docs_dir``.

        Raises:
            PluginError: when the survey itself cannot be read.
        """
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        outcome = generate(root, _CACHE)
        for finding in outcome.findings:
            _LOG.warning(str(finding))
        if outcome.survey is None and not outcome.fresh:
            raise PluginError("content/survey.yml cannot be read; see the messages above.")
        config.docs_dir = str(root / DOCS)
        return config
