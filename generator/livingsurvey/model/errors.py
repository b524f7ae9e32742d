"""The errors of this package: one family, so that whoever calls it can catch all of them at once."""


class SurveyError(Exception):
    """Base of every error that this package raises on purpose; its text is written for the person who reads it.

    Args:
        message: what is wrong, and what to do about it.
        file: the file in which it is wrong, below the survey's folder; empty where there is none.
        line: the line in it, from 1; 0 where none is meant.
        column: the column in that line, from 1; 0 where none is meant.
    """

    def __init__(self, message: str, *, file: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column


class InvalidKeyError(SurveyError, ValueError):
    """A key that may not be used, is in use, or cannot be derived from a title."""


class UnsafePathError(SurveyError, ValueError):
    """A path that is absolute or leaves the folder in which it must be."""


class PathTakenError(SurveyError):
    """Two parts of the site, or the site and an extension, write one path; the message names both."""


class BrokenIndexError(SurveyError, ValueError):
    """A search index that is not there or cannot be read at all; parts of one that cannot be read are noted instead."""
