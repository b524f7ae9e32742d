"""What the package offers to the other stages."""

from livingsurvey.site.render import render_frame, render_pages, render_papers

__all__ = ["render_frame", "render_pages", "render_papers"]
