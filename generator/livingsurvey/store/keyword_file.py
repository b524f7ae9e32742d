"""Reading the file in which a survey says which keyword of its bibliographies is which topic."""

from pathlib import Path

from livingsurvey.model import Finding, is_key
from livingsurvey.store import yaml_text
from livingsurvey.store.documents import UnreadableFileError, fix_of_unreadable, read_text
from livingsurvey.store.fence_faults import conflict_in
from livingsurvey.store.yaml_faults import fault_in
from livingsurvey.store.yaml_nodes import position_of

#: The file below the survey's root.
FILE = "content/keywords.yml"

_LINES = "Write «keyword: topic-key» lines."
_RULE = "keywords"


def read_keywords(root: Path) -> tuple[dict[str, str | None], list[Finding]]:
    """Read which keyword is which topic; an entry that cannot be used is a finding.

    Args:
        root: the survey's folder.
    """
    try:
        text = read_text(root / FILE)
        data = yaml_text.parse(text)
    except UnreadableFileError as error:
        return {}, [Finding(FILE, error.line, error.column, _RULE, f"the file {error}", fix_of_unreadable(error))]
    except yaml_text.YamlTextError as error:
        fault = conflict_in(text) or fault_in(text, error)
        return {}, [Finding(FILE, fault.line, fault.column, _RULE, f"{fault.message}.", fault.fix)]
    if data is None:
        return {}, []
    if not isinstance(data, dict):
        return {}, [Finding(FILE, 1, 1, _RULE, "no lines of keywords.", _LINES)]
    bad = [word for word, key in data.items() if key is not None and not (isinstance(key, str) and is_key(key))]
    return {word: key for word, key in data.items() if word not in bad}, [_no_key(text, word, data) for word in bad]


def _no_key(text: str, word: str, data: dict[str, object]) -> Finding:
    said = f"«{data[word]}» is no key of a topic."
    if isinstance(data[word], list | dict):
        said = f"«{word}» has more than one topic, or none that is a key."
    fix = "Use small letters, digits and hyphens, or null for no topic."
    return Finding(FILE, *position_of(text, (word,)), _RULE, said, fix)
