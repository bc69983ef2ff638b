"""Exports the addresses of all pages for search engines. Source: the Sitemaps protocol 0.9."""

from collections.abc import Iterable
from html import escape


def write_sitemap(site: str, pages: Iterable[tuple[str, str]]) -> str:
    """Write pages, given by their address below the site's and the day of their last change, or an empty text."""
    entries = "".join(
        f"<url><loc>{escape(f'{site}/{address}')}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
