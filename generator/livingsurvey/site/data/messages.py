"""The words that scripts show, in the language of the survey, as a script.

A catalogue is a template that sets ``messages`` to JSON, so that templates and this module read the same file:
``overrides/messages/<language>.html``. What a language lacks is said in English.
"""

import json
from pathlib import Path
from typing import Any

import yaml
from livingsurvey.site.data.scripts import script

PATH = "assets/messages.js"
#: What the keys begin with that scripts use.
PREFIX = "js."
_BEGIN, _END = "{% set messages =", "%}"
_PACKAGE = Path(__file__).parents[2]
#: An installed package carries the theme; in a checkout it is at the top.
_THEMES = (_PACKAGE / "commands/init/overrides", _PACKAGE.parents[1] / "overrides")


def export_messages(root: Path) -> dict[str, bytes]:
    """Return the script with the messages that scripts use, of the survey in ``root``.

    Raises:
        ValueError: when a catalogue is not what it must be; the message says which and why.
        OSError: when one cannot be read.
    """
    language = _language(root)
    messages: dict[str, Any] = {}
    for name in dict.fromkeys(("en", language)):
        for folder in (*_THEMES, root / "overrides"):
            file = folder / "messages" / f"{name}.html"
            messages |= read_catalogue(file) if file.is_file() else {}
    used = {key: messages[key] for key in sorted(messages) if key.startswith(PREFIX)}
    return {PATH: script("messages", used)}


def read_catalogue(file: Path) -> dict[str, Any]:
    """Return the messages of a catalogue by key: a text, or a text for each plural form.

    Raises:
        ValueError: when the file is not a catalogue; the message says why.
        OSError: when it cannot be read.
    """
    text = file.read_text("utf-8").strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        raise ValueError(f"{file}: must begin with `{_BEGIN}` and end with `{_END}`")
    try:
        messages = json.loads(text.removeprefix(_BEGIN).removesuffix(_END))
    except json.JSONDecodeError as error:
        raise ValueError(f"{file}: is not JSON: {error}") from error
    if wrong := [key for key, message in messages.items() if not _is_message(message)]:
        raise ValueError(f"{file}: {', '.join(wrong)}: must be a text, or an object of plural forms with `other`")
    return dict(messages)


def _is_message(message: Any) -> bool:
    if isinstance(message, dict):
        return "other" in message and all(isinstance(text, str) for text in message.values())
    return isinstance(message, str)


def _language(root: Path) -> str:
    """The language of the theme, as the configuration names it."""
    try:
        # Every value is a text, so that no tag of MkDocs is an error.
        settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
        language = settings["theme"]["language"]
    except (OSError, yaml.YAMLError, TypeError, KeyError):
        return "en"
    return language if isinstance(language, str) and language.replace("-", "").isalnum() else "en"
