"""Whatever the locale: files and their names are UTF-8, and what a terminal cannot show is escaped."""

import io
import os
import sys


def use_utf8() -> None:
    """Begin this command anew in UTF-8 mode where the locale has another encoding.

    Python takes the encoding of file names from the locale when it starts, and never changes it. In ``LC_ALL=C`` it
    would know ``größe.md`` by a name that no page can have.
    """
    asked = "utf8" in sys._xoptions  # by whoever starts Python; also in the second beginning, which is the last
    if os.name != "posix" or asked or not sys.executable or sys.getfilesystemencoding() == "utf-8":
        return
    # What people read still goes to a terminal of this encoding.
    os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding if sys.stdout else "ascii")
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def escape_what_cannot_be_shown() -> None:
    """Print letters that the terminal's encoding does not have as ``\\u0142``, and not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
