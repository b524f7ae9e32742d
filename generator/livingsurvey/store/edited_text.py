"""The text of a file for editing, and its bytes again: line ends and the mark of byte order stay as they were."""

from livingsurvey.store.survey_edit import EditRefusedError

_MARK = b"\xef\xbb\xbf"


def decoded(file: str, data: bytes) -> tuple[str, bool]:
    """The text with plain line ends, and whether it had those of the other system.

    Args:
        file: how the error names it.
        data: its bytes.

    Raises:
        EditRefusedError: when it has both kinds of line ends.
    """
    raw = data.decode("utf-8-sig")
    ends = "\r\n" in raw
    if ends and raw.count("\r\n") != raw.count("\n"):
        raise EditRefusedError(f"{file} mixes line ends; «survey fmt» fixes that.", file=file)
    return raw.replace("\r\n", "\n"), ends


def encoded(text: str, like: bytes, ends: bool) -> bytes:
    """The bytes of an edited text.

    Args:
        text: with plain line ends.
        like: the bytes before the edit, which may begin with a mark.
        ends: whether lines end as on the other system.
    """
    data = (text.replace("\n", "\r\n") if ends else text).encode()
    return _MARK + data if like.startswith(_MARK) else data
