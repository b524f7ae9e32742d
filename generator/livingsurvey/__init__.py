"""A static site generator for curated research surveys.

Modules import only from earlier packages: ``model``, ``store``, ``importers``, ``services``, ``analysis``,
``citations``, ``site``, ``checks``, ``build``, ``commands``, ``github``, ``cli``.
"""

import os

# Before NumPy is loaded: its matrices are small here, and threads that wait for one another on a busy machine cost
# many times what they bring. With one, sums are added up in the same order wherever it runs, too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from livingsurvey.model.errors import SurveyError

__version__ = "0.1.0"

__all__ = ["SurveyError", "__version__"]
