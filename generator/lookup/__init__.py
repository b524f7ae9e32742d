"""Asking arXiv, Crossref, OpenAlex and others about one paper. Nothing else in the survey uses a network."""

from generator.lookup.fetch import Fetcher, LookupFailed, Reach
from generator.lookup.find import Found, find
from generator.lookup.query import Query, understand

__all__ = ["Fetcher", "Found", "LookupFailed", "Query", "Reach", "find", "understand"]
