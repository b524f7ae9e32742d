"""The search of a site: what it knows of words."""
