"""Search without a server: an index in small parts that a page loads as it needs them, and the engine that ranks.

Knows documents, fields and words, and nothing of surveys: see ``generator/docs/search.md`` for the format of the index.
"""
