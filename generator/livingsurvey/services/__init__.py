"""Asking arXiv, Crossref, OpenAlex and others about one paper. Nothing else in the survey uses a network."""

from livingsurvey.services.fetch import Fetcher, Reach, ServiceError
from livingsurvey.services.find import Found, find
from livingsurvey.services.query import Query, parse_query

__all__ = ["Fetcher", "Found", "Query", "Reach", "ServiceError", "find", "parse_query"]
