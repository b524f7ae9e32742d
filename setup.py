"""Puts the frame around pages, which stands at the top of the repository, into what is installed."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithFrame(build_py):
    """Copies ``overrides/`` beside the scaffold, from where ``survey init`` takes it."""

    def run(self) -> None:
        """Build as usual, then copy; an editable installation finds the frame in the repository."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "livingsurvey/commands/init/overrides"
            shutil.copytree(Path(__file__).parent / "overrides", target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithFrame})
