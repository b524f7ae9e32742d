"""Which files of the theme are for readers of this site: not those for curators, nor stemmers of other languages."""

import re

from mkdocs.config.defaults import MkDocsConfig

from livingsurvey.build.settings import root_of
from livingsurvey.search.stems import snowball_name
from livingsurvey.site.messages import survey_language

_OF_CURATORS = re.compile(r"assets/(?:css|js)/(?:screen(?:-[\w-]+)?|preview)\.(?:css|js)")
_STEMMER = re.compile(r"assets/vendor/snowball-(\w+)\.js")
#: What all of Snowball's stemmers need.
_BASE = "base"


class ForReaders:
    """The choice for one site."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Read the survey's language, as the words of its interface have it.

        Args:
            config: the settings of the build.
        """
        name = snowball_name(survey_language(root_of(config)))
        self._stemmers = frozenset((_BASE, name)) if name else frozenset()

    def has(self, path: str) -> bool:
        """Return whether a file is for readers, by its path in the theme."""
        stemmer = _STEMMER.fullmatch(path)
        if stemmer:
            return stemmer[1] in self._stemmers
        return not _OF_CURATORS.fullmatch(path)
