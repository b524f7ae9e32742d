"""What the package offers to the other stages."""

from livingsurvey.site.render import SitePages, render_pages

__all__ = ["SitePages", "render_pages"]
