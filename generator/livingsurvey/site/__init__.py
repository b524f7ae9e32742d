"""Survey + analysis -> {path: Markdown}. Pure: no files, no clock, no network."""

from livingsurvey.site.render import render_frame, render_pages, render_papers

__all__ = ["render_frame", "render_pages", "render_papers"]
