"""Adds the theme at the top of the repository to the packages below ``generator/``; all else is in pyproject.toml."""

import gzip
import os
import tarfile
from pathlib import Path
from typing import Any

from setuptools import find_namespace_packages, setup
from setuptools.command.sdist import sdist

THEME = "livingsurvey.theme"


class SameSources(sdist):
    """The archive of the sources, with the same bytes for whoever builds it where ``SOURCE_DATE_EPOCH`` is set."""

    def make_archive(self, base_name: str, format: str, *places: Any, **more: Any) -> str:
        """Make the archive; setuptools would put the builder's clock and name into it."""
        if format != "gztar" or "SOURCE_DATE_EPOCH" not in os.environ:
            return str(super().make_archive(base_name, format, *places, **more))
        name, made = f"{base_name}.tar.gz", int(os.environ["SOURCE_DATE_EPOCH"])
        with (
            Path(name).open("wb") as raw,
            gzip.GzipFile("", "wb", fileobj=raw, mtime=made) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            for path in sorted(Path(more["base_dir"]).rglob("*")):
                entry = tarfile.TarInfo(path.as_posix())
                entry.mtime = made
                if path.is_dir():
                    entry.type, entry.mode = tarfile.DIRTYPE, 0o755
                    tar.addfile(entry)
                else:
                    entry.size = path.stat().st_size
                    with path.open("rb") as data:
                        tar.addfile(entry, data)
        return name


setup(
    packages=[*find_namespace_packages("generator", include=["livingsurvey*"]), THEME],
    package_dir={"": "generator", THEME: "overrides"},
    cmdclass={"sdist": SameSources},
)
