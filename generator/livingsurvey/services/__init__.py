"""Asking arXiv, Crossref, OpenAlex and others for one paper, or for what is new. Nothing else uses a network."""

from livingsurvey.services.find_paper import LookupResult, find
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.paper_query import Query, parse_query
from livingsurvey.services.service_client import ServiceClient, ServiceSettings

__all__ = ["LookupResult", "Query", "ServiceClient", "ServiceError", "ServiceSettings", "find", "parse_query"]
