"""A static site generator for curated research surveys.

The road of the data, and the only direction in which modules import:
``model``, ``intake``, ``catalogue``, ``analysis``, ``pages`` and ``exports``, ``checks``, ``publish``, ``cli``.
"""

__version__ = "0.1.0"
