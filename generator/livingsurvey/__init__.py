"""A static site generator for curated research surveys.

Modules import only from earlier packages: ``model``, ``store``, ``importers``, ``services``, ``analysis``,
``citations``, ``site``, ``checks``, ``build``, ``commands``, ``github``, ``cli``.
"""

from livingsurvey.model.errors import SurveyError

__version__ = "0.1.0"

__all__ = ["SurveyError", "__version__"]
