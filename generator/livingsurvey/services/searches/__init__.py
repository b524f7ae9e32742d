"""A module for each service that can be searched: how it is asked for a page, and how that is read."""
