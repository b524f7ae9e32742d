"""Survey -> findings. Used by the command, by builds and by tests alike."""

from generator.checks.rules import RULES
from generator.checks.run import check

__all__ = ["RULES", "check"]
