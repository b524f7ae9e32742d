"""Docs tree -> site: write only what changed, build, serve."""
