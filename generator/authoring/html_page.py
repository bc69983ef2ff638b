"""Gives the paragraphs that readers see of a saved HTML page; the only one that knows trafilatura."""

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree

from generator.authoring.declared import Declared, read_declared
from generator.authoring.workbench import refuse

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
_NEAR_START = 4096
"""Bytes among which a page must declare its encoding; four times what the standard asks for."""
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
"""What browsers read where a page declares the narrower one. Source: WHATWG, Encoding."""
_TAG = re.compile(r"<[a-zA-Z][^>]*+")
_MOST_WORDS = 30_000
"""Of a tag, such as attributes: lxml compares each attribute of a tag with all before it."""
_BLOCKS = frozenset(
    {
        *("body", "div", "section", "article", "main", "header", "address", "table", "figure", "figcaption", "hr"),
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li", "dt", "dd", "tr"),
        *("head", "item", "row", "quote", "list", "ab", "code"),
    }
)
"""Elements, of trafilatura's trees and of HTML, that begin and end a paragraph."""
_APART = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "svg",
    "iframe",
    "head",
)
"""Elements of HTML that hold nothing to be quoted."""
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_html(path: str, raw: bytes) -> tuple[list[str], Declared]:
    """Give a page's paragraphs, without menus and readers' comments, and what it declares of itself.

    Raises InvalidContent where the page isn't in the encoding that it declares. Nothing is fetched.
    """
    html = decode_page(path, raw)
    if any(len(tag[0].split()) > _MOST_WORDS for tag in _TAG.finditer(html)):
        message = f"a tag of a page must have at most {_MOST_WORDS:,} words, found more"
        raise refuse(path, "page-unreadable", message, "copy the page's text into a .txt file")
    declared = read_declared(html)
    paragraphs = list(_extract(html))
    # Extractors take a heading outside the article for a part of the site.
    if declared.heading and paragraphs and declared.heading not in paragraphs[:3]:
        paragraphs.insert(0, declared.heading)
    return paragraphs, declared


def decode_page(path: str, raw: bytes) -> str:
    """Decode a page by its mark or the encoding it declares, else as UTF-8. Raises InvalidContent where that fails."""
    mark = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "")
    found = _DECLARED.search(raw[:_NEAR_START])
    named = (found[1] or found[2]).decode("ascii", "replace") if found else "utf-8"
    try:
        name = mark or codecs.lookup(named).name
        # A page that can be searched for ASCII isn't in UTF-16, whatever it says.
        name = _WIDER.get(name, "utf-8" if name.startswith("utf-16") and not mark else name)
        return raw.decode(name).replace("\x00", "")
    except LookupError:
        message = f"a page must declare an encoding that is known, found {named}"
    except (UnicodeDecodeError, ValueError) as error:
        byte = (
            f" byte {error.start + 1}: 0x{raw[error.start]:02X}"
            if isinstance(error, UnicodeDecodeError)
            else " that it isn't"
        )
        message = f"a page must be in the encoding that it declares, or in UTF-8, found {named} with{byte}"
    raise refuse(path, "encoding", message, "save the page again as UTF-8")


def _extract(html: str) -> Iterator[str]:
    # What it has to say of a page is for those who crawl many.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    document: Any = trafilatura.bare_extraction(
        html, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False
    )
    body = document.body if document is not None else None
    # Of a page too short to tell its article from the rest it gives one lump, or nothing.
    yield from _list_blocks(body if body is not None and len(body) > 1 else _parse_whole(html))


def _parse_whole(html: str) -> Any:
    """Give all of a page but what is never text."""
    if not html.strip():
        return etree.Element("body")
    # Markup that declares an encoding is refused once it is decoded.
    tree = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", remove_comments=True))
    if tree is None:
        return etree.Element("body")
    etree.strip_elements(tree, *_APART, with_tail=False)
    return tree


def _list_blocks(body: Any) -> Iterator[str]:
    """Give the text of each block of a tree, white space folded."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _flush(parts)
        elif element.tag in {"lb", "br", "cell", "td", "th"}:
            parts.append("\n")
        parts.append((element.text if event == "start" else element.tail) or "")
    yield from _flush(parts)


def _flush(parts: list[str]) -> Iterator[str]:
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield text
