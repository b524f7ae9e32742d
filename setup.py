"""Adds the theme at the top of the repository to the packages below ``generator/``; all else is in pyproject.toml."""

from setuptools import find_namespace_packages, setup

THEME = "livingsurvey.theme"

setup(
    packages=[*find_namespace_packages("generator", include=["livingsurvey*"]), THEME],
    package_dir={"": "generator", THEME: "overrides"},
)
