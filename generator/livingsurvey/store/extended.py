"""Reading a survey together with its extensions, running only those that may run."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from livingsurvey.extensions import TEMPLATES, ExtensionError, load_extensions
from livingsurvey.model import Extensions, Finding, Severity
from livingsurvey.store import yaml_text
from livingsurvey.store.base_revision import TRUSTED, BaseRevisionError, changed_files, file_at
from livingsurvey.store.kept_files import KeptFiles
from livingsurvey.store.survey_reader import Cache, Loaded, load, load_settings


@dataclass(frozen=True, slots=True)
class Extended:
    """What a survey's extensions add, and a finding for each file that may not run."""

    extensions: Extensions
    findings: tuple[Finding, ...] = ()


def load_extended(root: Path, cache: Cache | None = None, trusted: str = "") -> Loaded:
    """Read the survey below ``root`` with what its extensions add.

    Args:
        root: the survey's folder.
        cache: what was read before.
        trusted: a commit or a folder: a file of code that is not the same there is reported, and not run. Without
            it, the environment variable ``SURVEY_TRUSTED`` says it; without both, every extension runs.

    Raises:
        BaseRevisionError: when ``trusted`` is no such thing.
        ExtensionError: when an extension cannot be loaded, or what the environment names is no such thing.
    """
    extended = extensions_in(root, trusted)
    loaded = load(root, cache, extended.extensions)
    return replace(loaded, findings=tuple(sorted(loaded.findings + extended.findings)))


def load_kept(root: Path, cache: Cache | None = None, trusted: str = "") -> Loaded:
    """As :func:`load_extended`; what an earlier command has read of unchanged files is not read again.

    It is kept below ``build/cache``, where that can be written.
    """
    cache = cache or Cache()
    if not cache.files:
        cache.kept = KeptFiles(root, "read")
    loaded = load_extended(root, cache, trusted)
    cache.keep()
    return loaded


def extensions_in(root: Path, trusted: str = "") -> Extended:
    """Load the extensions alone; arguments and errors as for :func:`load_extended`."""
    settings = load_settings(root, [])
    names = settings.extensions if settings else ()
    base = trusted or os.environ.get(TRUSTED, "")
    try:
        refused = _refused(root, base, names) if base else []
    except BaseRevisionError as error:
        if trusted:
            raise
        raise ExtensionError(f"{TRUSTED} names {base}, which cannot be compared with: {error}") from error
    extensions = load_extensions(root, [name for name in names if name not in refused])
    if any(name.startswith(f"{TEMPLATES}/") for name in refused):
        extensions = replace(extensions, templates=None)
    return Extended(extensions, tuple(_finding(name, base) for name in refused))


def _refused(root: Path, base: str, names: tuple[str, ...]) -> list[str]:
    """The files of code that are not at ``base`` what they are here, or that it does not name as extensions."""
    templates = [path.relative_to(root).as_posix() for path in (root / TEMPLATES).rglob("*") if path.is_file()]
    changed = changed_files(root, base, [*names, *templates])
    return sorted(changed | set(names) - set(_listed(root, base))) if names or templates else []


def _listed(root: Path, base: str) -> tuple[str, ...]:
    """The extensions that the settings name at ``base``."""
    try:
        past = yaml_text.parse((file_at(root, base, "content/survey.yml") or b"").decode("utf-8", "replace"))
    except yaml_text.YamlTextError:
        return ()
    return tuple((past.get("extensions") if isinstance(past, dict) else None) or ())


def _finding(name: str, base: str) -> Finding:
    said = f"this is code, and not what it is in {base}; it was not run."
    fix = "Read it line by line before it is merged."
    return Finding(name, 0, 0, "extension-changed", said, fix, Severity.WARNING)
