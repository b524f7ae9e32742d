"""Reads, writes and edits ``content/``: files -> one immutable survey, and edits of it -> files."""

from typing import TYPE_CHECKING

from livingsurvey.lazy import offered

if TYPE_CHECKING:
    from livingsurvey.store.api import *  # noqa: F403

__getattr__ = offered(__name__, __file__)
