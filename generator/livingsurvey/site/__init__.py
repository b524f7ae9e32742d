"""Survey + analysis -> {path: Markdown}. Pure: no files, no clock, no network."""

from livingsurvey.site.render import SitePages, render_pages

__all__ = ["SitePages", "render_pages"]
