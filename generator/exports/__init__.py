"""Survey + insight -> {path: bytes}: the survey in forms other programs read."""

from generator.exports.data import export_data
from generator.exports.search import export_search

__all__ = ["export_data", "export_search"]
