"""What the package offers to the other stages."""

from livingsurvey.services.find_paper import LookupResult, find
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.paper_query import Query, parse_query
from livingsurvey.services.service_client import ServiceClient, ServiceSettings

__all__ = ["LookupResult", "Query", "ServiceClient", "ServiceError", "ServiceSettings", "find", "parse_query"]
