"""Exports the addresses of all pages for search engines. Source: the Sitemaps protocol 0.9."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

SITEMAP = "sitemap.xml"
MOST_ADDRESSES = 50_000
"""In a file, by the protocol."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemaps(site: str, pages: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Write pages, given by their address below the site's and the day of their last change, or an empty text.

    Gives files by path: one, or an index and those that it lists where there are more pages than a file may name.
    """
    listed = list(pages)
    parts = [listed[start : start + MOST_ADDRESSES] for start in range(0, len(listed), MOST_ADDRESSES)]
    if len(parts) <= 1:
        return {SITEMAP: _write("urlset", "url", site, listed)}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}
    days = [(name, max(day for _, day in part)) for name, part in named.items()]
    files = {name: _write("urlset", "url", site, part) for name, part in named.items()}
    return {SITEMAP: _write("sitemapindex", "sitemap", site, days), **files}


def _write(whole: str, each: str, site: str, listed: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f"<{each}><loc>{escape(f'{site}/{address}')}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{each}>\n"
        for address, day in listed
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_NAMESPACE}">\n{entries}</{whole}>\n'
