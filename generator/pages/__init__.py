"""Survey + insight -> {path: Markdown}. Pure: no files, no clock, no network."""

from generator.pages.render import render_pages

__all__ = ["render_pages"]
