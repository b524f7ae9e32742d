"""Survey + insight -> {path: Markdown}. Pure: no files, no clock, no network."""

from generator.pages.render import render_frame, render_pages, render_papers

__all__ = ["render_frame", "render_pages", "render_papers"]
