"""Screening on this machine: a page that decides candidates and edits papers, and the server behind it."""

from livingsurvey.screening.screening_server import ScreeningServer
from livingsurvey.screening.screening_session import ScreeningSession

__all__ = ["ScreeningServer", "ScreeningSession"]
