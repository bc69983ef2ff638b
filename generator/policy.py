"""Says what browsers may do with the pages: once, for the pages' own meta tags and for hosts that send headers."""

from collections.abc import Mapping

_SOURCES: Mapping[str, str] = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",  # Lighthouse asks for robots.txt from within the page (docs/audit.md)
    "form-action": "'self'",
    "base-uri": "'none'",
}
PAGE_POLICY = "; ".join(f"{name} {source}" for name, source in _SOURCES.items())
"""The Content-Security-Policy that every page sets itself, since most hosts send none."""
REFERRER = "no-referrer"
"""A publisher needn't learn which of its readers come from here, nor what they were reading about whom."""
_FORBIDDEN = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What no page of ours ever asks a browser for."""
HEADERS: Mapping[str, str] = {
    # No meta tag can say who may frame a page.
    "Content-Security-Policy": f"{PAGE_POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FORBIDDEN),
    # Neither includeSubDomains nor preload: other sites below the same domain are not ours to decide for.
    "Strict-Transport-Security": "max-age=31536000",
}
"""What a host should send with every file, where it can be told."""
HEADERS_FILE = "_headers"


def write_headers() -> str:
    """Write the headers in the form that Netlify, Cloudflare Pages and git-pages read."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    return f"/*\n{lines}"
