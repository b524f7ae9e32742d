"""Survey -> findings. Used by the command, by builds and by tests alike."""

from generator.checks import curation  # noqa: F401  # its rules register themselves
from generator.checks.rules import RULES
from generator.checks.run import check

__all__ = ["RULES", "check"]
