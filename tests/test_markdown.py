"""Text shows as itself wherever a template puts it, and hand-written pages bring nothing but Markdown."""

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.markdown import (
    Markdown,
    check_page,
    encode_address,
    escape_markdown,
    escape_piece,
    flatten_text,
    make_link,
    mark_language,
    strip_signs,
)
from tests.sites import SOUP, Element, expect, read_html, seen, show_markdown

ATTACKS = {
    "a tag": "<b>bold</b>",
    "a script": "<script>alert(1)</script>",
    "a closing that would end a card": "</div></div><h1>x</h1>",
    "a block to be read as Markdown": '<div markdown="1">x</div>',
    "a comment": "<!-- x -->",
    "a half tag": "<img src=x onerror=alert(1)",
    "a processing instruction": "<?php x ?>",
    "CDATA": "<![CDATA[x]]>",
    "emphasis": "*a* **b** _c_ __d__ ***e***",
    "emphasis inside words": "a*b*c a_b_c",
    "a link": "[x](https://evil.example/)",
    "a script link": "[x](javascript:alert(1))",
    "a reference": "[x][1] [1]: https://evil.example/",
    "a picture": "![x](https://evil.example/x.png)",
    "an automatic link": "<https://evil.example/> <a@b.example>",
    "a bare address": "https://evil.example/ www.evil.example",
    "the end of a link's label": "](https://evil.example/)",
    "the end of an address": ") x (",
    "a heading": "# x",
    "a heading underlined": "x ===",
    "a rule": "---",
    "a list": "- x",
    "a list with plus": "+ x",
    "a list with a star": "* x",
    "a numbered list": "1. x",
    "a numbered list with a bracket": "1) x",
    "a year that would be a list": "1986. A great year",
    "a block quotation": "> x",
    "a fence": "``` x",
    "a fence of tildes": "~~~ x",
    "code": "`x` ``y``",
    "a half code": "`x",
    "a table": "| a | b |",
    "a table's rule": "|---|---|",
    "a pipe": "a|b",
    "an attribute list": "x {: onclick=alert(1) .evil #content }",
    "an attribute list without a colon": "x { onclick=alert(1) }",
    "Jinja": "{{ config }} {% raw %} {# x #}",
    "entities": "&lt;b&gt; &amp; &#60;b&#62; &copy; &nbsp;",
    "half entities": "&lt &copyb &#x3c",
    "backslashes": r"\<b> \* \\ \[ \&lt;",
    "a backslash at the end": "x\\",
    "a hard break": "x  \ny\\\nz",
    "quotation marks": "\"x\" 'y' “z”",
    "an attribute's end": '" onmouseover="alert(1)',
    "strikethrough and others": "~~x~~ ^y^ $z$ ==m== ++n++",
    "an abbreviation": "*[HTML]: x",
    "a footnote": "[^1]: x",
    "a definition": ": x",
    "front matter": "--- title: x ---",
    "a meta line": "Title: x",
    "a table of contents": "[TOC]",
    "an exclamation before nothing": "hail!",
    "a placeholder of Python-Markdown": "\x02wzxhzdk:0\x03 klzzwxh:0000",
    "an indented block": "    x",
    "several paragraphs": "x\n\n# y\n\nz",
    "Cyrillic": "Қасым-Жомарт Тоқаев",
    "emoji and joiners": "👩‍👩‍👧 ‌x",
    "a line separator": "a\u2028b\u2029c",
    "a form feed": "a\x0cb\x0bc",
    "NUL": "a\x00b",
    "bidi overrides": "a\u202eb\u2066c\u2069d",
    "a lone surrogate": "a\ud800b",
    "a tab": "a\tb",
}
TEXTS = st.one_of(SOUP, st.text(max_size=60), st.sampled_from(sorted(ATTACKS.values())))

_IT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def show_with_markdown_it(text: str) -> Element:
    return read_html(_IT.render(text))


ENGINES = pytest.mark.parametrize(
    "show",
    [pytest.param(show_markdown, id="Python-Markdown"), pytest.param(show_with_markdown_it, id="markdown-it-py")],
)
PLACES: Mapping[str, tuple[str, str]] = {
    "a paragraph": ("Before.\n\n{}\n\nAfter.", "p"),
    "the first line": ("{}\n\nAfter.", "p"),
    "a paragraph between words": ("Before.\n\nMr {} said\n\nAfter.", "p"),
    "a list": ("- one\n- {}\n- three", "li"),
    "a labelled list": ("- **{}:** value", "strong"),
    "a table cell": ("| a | b |\n|---|---|\n| x | {} |", "td"),
    "a table head": ("| a | {} |\n|---|---|\n| x | y |", "th"),
    "a heading": ("# {}\n\nAfter.", "h1"),
    "a heading below": ("Before.\n\n### {}\n\nAfter.", "h3"),
    "a link's label": ("See [{}](x.md).", "a"),
    "a link's label in a table": ("| a |\n|---|\n| [{}](x.md) |", "a"),
    "a quotation": ("> “{}”", "blockquote"),
    "an element": ('A <span lang="ru">{}</span> b.', "span"),
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
@ENGINES
def test_attack_shows_as_text_everywhere(show: Callable[[str], Element], text: str) -> None:
    for page, tag in PLACES.values():
        check_place(show, page, tag, text)


@pytest.mark.parametrize(("page", "tag"), PLACES.values(), ids=PLACES)
@ENGINES
@settings(max_examples=40, deadline=None)
@given(text=TEXTS.filter(expect))
def test_any_text_shows_as_itself(show: Callable[[str], Element], page: str, tag: str, text: str) -> None:
    check_place(show, page, tag, text)


def check_place(show: Callable[[str], Element], page: str, tag: str, text: str) -> None:
    """See that a text stands where it was put, as itself, in the same elements as a plain word."""
    plain = show(page.replace("{}", "word"))
    shown = show(page.replace("{}", escape_markdown(text)))
    assert [element.tag for element in shown] == [element.tag for element in plain]
    assert [drop_id(element) for element in shown] == [drop_id(element) for element in plain]
    assert shown.text == seen(plain.text.replace("word", expect(text)))
    assert any(expect(text) in element.text for element in shown.find_all(tag))


def drop_id(element: Element) -> dict[str, str]:
    """Give an element's attributes but for the id that Python-Markdown makes of a heading's words."""
    return {name: value for name, value in element.attributes.items() if name != "id" or element.tag[:1] != "h"}


@settings(max_examples=150, deadline=None)
@given(before=TEXTS, after=TEXTS)
@example(before="Hail!", after="(x) [y] {: .z}")
@example(before="a\\", after=": b")
def test_text_around_a_link_stays_text(before: str, after: str) -> None:
    link = make_link("Oss", "x.md")
    for show in (show_markdown, show_with_markdown_it):
        top = show(f"x{escape_markdown(before)}{link}{escape_markdown(after)}")
        assert [element.tag for element in top] == ["", "p", "a"]
        assert top.find("a").attributes == {"href": "x.md"}
        assert top.text == seen(f"x{expect(before)}Oss{expect(after)}")


@given(text=TEXTS)
@settings(deadline=None)
def test_escaped_text_is_one_line_and_escapes_once(text: str) -> None:
    escaped = escape_markdown(text)
    assert "\n" not in escaped
    assert isinstance(escaped, Markdown)
    assert escape_markdown(expect(text)) == escaped


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x_(y)_z",
        "https://a.example/a_b_c*d*e",
        "https://a.example/?a=1&copy=2&lt=3",
        "https://a.example/)![x](javascript:alert(1)",
        "https://a.example/`x`[y]{z}|w|",
        "https://a.example/\\(x\\)~y~^z^",
        "https://a.example/){:.x}",
    ],
)
@pytest.mark.parametrize("page", ["See {} now.", "| a |\n|---|\n| {} |", "- {}"])
def test_address_stays_one(url: str, page: str) -> None:
    top = show_markdown(page.replace("{}", make_link("label", encode_address(url))))
    assert [link.attributes for link in top.find_all("a")] == [{"href": url}]
    assert top.find("a").text == "label"
    assert not top.find_all("img", "em", "code")


def test_a_label_that_is_markdown_already_stays_it() -> None:
    assert make_link(Markdown("*a*"), "x.md") == "[*a*](x.md)"
    assert make_link("*a*", "x.md") == "[&#42;a&#42;](x.md)"


def test_language_is_marked_only_where_it_differs() -> None:
    assert mark_language("Осс & Co", "ru", "en") == '<span lang="ru">Осс &#38; Co</span>'
    assert mark_language("Oss & Co", "en", "en") == "Oss &#38; Co"


# --- Hand-written pages -------------------------------------------------------------------------------------------

REFUSED = {
    "a block": ("# A\n\n<div>x</div>\n", 3, "page-html"),
    "an inline element": ("# A\n\nx\ny <b>z</b>\n", 4, "page-html"),
    "a script": ("<script>alert(1)</script>", 1, "page-html"),
    "a comment": ("a\n\n<!-- x -->", 3, "page-html"),
    "a closing alone": ("a </main>", 1, "page-html"),
    "HTML after what one engine takes for a fence": ("``` a\nx\n\n<i>y</i>\n", 4, "page-html"),
    "HTML in a list": ("1. a\n\n   <script>x</script>", 3, "page-html"),
    "a tag over two lines": ("<a\nhref=x>y</a>", 1, "page-html"),
    "a tag behind a dropped sign": ("<\x02script>x", 1, "page-html"),
    "an attribute list on a link": ("a\n\n[x](y.md){: onclick=alert(1) }", 3, "page-html"),
    "an attribute list without a colon": ("*x*{ onclick=alert(1) }", 1, "page-html"),
    "an attribute list on a block": ("a\n{: style=x }", 2, "page-html"),
    "an attribute list behind an id": ("# a {: #b onclick=c }", 1, "page-html"),
    "a class on a fence": ("``` { .x onclick=y }\nz\n```", 1, "page-html"),
    "a picture": ("a ![x](y.png)", 1, "page-html"),
    "a picture of another host": ("![x](https://evil.example/x.png)", 1, "page-html"),
    "javascript": ("a\n\n[x](javascript:alert(1))", 3, "page-address"),
    "javascript in capitals": ("[x](JaVaScRiPt:alert(1))", 1, "page-address"),
    "javascript after a space": ("[x]( javascript:alert(1))", 1, "page-address"),
    "javascript with an entity": ("[x](java&#115;cript:alert(1))", 1, "page-address"),
    "javascript with a named colon": ("[x](javascript&colon;alert(1))", 1, "page-address"),
    "javascript over two lines": ("[x](java\nscript:alert(1))", 1, "page-address"),
    "javascript behind a dropped sign": ("[x]\x02(javascript:alert(1))", 1, "page-address"),
    "javascript behind a control": ("[x](\x01javascript:alert(1))", 1, "page-address"),
    "javascript in a definition": ("[x][1]\n\n[1]: javascript:alert(1)", 3, "page-address"),
    "javascript in a definition below": ("[x][1]\n\n[1]:\n  javascript:alert(1)", 3, "page-address"),
    "javascript in a quoted definition": ("[x][1]\n\n> [1]: javascript:alert(1)", 3, "page-address"),
    "nothing": ("[x]()", 1, "page-address"),
    "javascript behind a page": ("[x](https://a.example/ javascript:z)", 1, "page-address"),
    "an attribute list behind a brace": ("a } b {: onclick=c }", 1, "page-html"),
    "vbscript": ("[x](vbscript:y)", 1, "page-address"),
    "data": ("[x](data:text/html,y)", 1, "page-address"),
    "a file": ("[x](file:///etc/passwd)", 1, "page-address"),
    "a host without a scheme": ("[x](//evil.example/)", 1, "page-address"),
    "a host without a scheme in a definition": ("[x]\n\n[x]: //evil.example/", 3, "page-address"),
}


@pytest.mark.parametrize(("text", "line", "code"), REFUSED.values(), ids=REFUSED)
def test_page_is_refused_with_its_place(text: str, line: int, code: str) -> None:
    problems = list(check_page(text, "content/pages/a.md"))
    found = [(problem.place.path, problem.place.line, problem.code, problem.severity) for problem in problems]
    assert ("content/pages/a.md", line, code, "error") in found


@pytest.mark.parametrize(
    "text",
    [
        "# Method\n\nPlain *words*, **strong** ones and `code`.",
        "[a](method.md), [b](../x/y.md#z), [c](#d), [e](https://a.example/?b=c&d=e#f), [g](mailto:a@b.example).",
        "<https://a.example/>",
        "[x][1]\n\n[1]: https://a.example/",
        "## Words {: #words }\n\n### More {#more-1}",
        "| a | b |\n|---|---|\n| 1 < 2 | 3 > 2 |",
        "He wrote [sic]: nothing; what is left out is […].",
        'a [b](c.md "a title")',
        "a } b { c",
    ],
)
def test_plain_page_is_accepted(text: str) -> None:
    assert list(check_page(text, "a.md")) == []


PAGE_SOUP = st.lists(
    st.sampled_from(
        [
            *"<>[]()!{}:#*_`~\\\n |-\"'=&/\x02\x03",
            *("<b>", "</b>", "<script>", "<!--", "-->", "](", "]:", "](javascript:alert(1))", "{:", " onclick=x ", "}"),
            *("```", "\n\n", "    ", "x.md", "javascript:", "https://a.example", "&#106;", "[a]", "data:", "- ", "> "),
        ]
    ),
    max_size=14,
).map("".join)
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "blockquote", "hr", "br"})
_PLAIN = _BLOCKS | {"em", "strong", "code", "a", "table", "thead", "tbody", "tr", "th", "td"}


@settings(max_examples=800, deadline=None)
@given(text=PAGE_SOUP)
def test_accepted_page_brings_no_html_of_its_own(text: str) -> None:
    if list(check_page(text, "a.md")):
        return
    for element in show_markdown(text):
        assert element.tag in {"", *_PLAIN}
        assert set(element.attributes) <= {"href", "id", "title", "class", "start"}
        address = re.sub(r"[\x00-\x20]", "", element.attributes.get("href", "")).lower()
        assert not address.startswith("//")
        assert ":" not in address or address.startswith(("https://", "mailto:"))


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## Who says it {#who}", "Who says it"),
        ("> a word", "a word"),
        ("- *one* and **two**", "one and two"),
        ("* `code` and _more_", "code and more"),
        ("  -  - twice", "twice"),
        ("* - twice", "twice"),
        ("a [link](page.md) here", "a link here"),
        ("[one](a.md)[two](b.md#c)", "onetwo"),
        ("[](a.md)x", "x"),
        ("a [bracket] (and) more", "a [bracket] (and) more"),
        ("text {: .class #id} after", "text after"),
        ("a - b # c > d", "a - b # c > d"),
        ("{}: x", ": x"),
        ("snake_case__word", "snakecaseword"),
    ],
)
def test_signs_of_a_line_are_left_out(line: str, plain: str) -> None:
    assert strip_signs(line) == plain


@pytest.mark.parametrize(
    ("piece", "escaped"),
    [
        ("a", "a"),
        (" a", " a"),
        ("a\n", "a "),
        (" \t", " "),
        ("", ""),
        ("\u202e", ""),
        ("\u202e \u202e", " "),
        (" *a* ", " &#42;a&#42; "),
        ("1. a", "&#49;. a"),
        ("12) a", "&#49;2) a"),
        ("1.5", "1.5"),
        ("-a", "&#45;a"),
    ],
)
def test_a_piece_keeps_a_space_at_its_ends(piece: str, escaped: str) -> None:
    assert escape_piece(piece) == escaped


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "one\ntwo\x07x",
            (
                "p.md:2:4: error: a hand-written page must hold printable characters only, found U+0007 "
                "[page-character]\n"
                "  hint: remove the character"
            ),
        ),
        (
            "\x9f",
            (
                "p.md:1:1: error: a hand-written page must hold printable characters only, found U+009F "
                "[page-character]\n"
                "  hint: remove the character"
            ),
        ),
        (
            f"one\n\ntwo   <b>{'x' * 60}",
            (
                f"p.md:3:1: error: a hand-written page must hold no HTML, found '<b>{'x' * 37}' [page-html]\n"
                "  hint: write it in Markdown"
            ),
        ),
        (
            "a <b> {: .x } ",
            (
                "p.md:1:1: error: a hand-written page must hold no HTML, found '<b> {: .x }' [page-html]\n"
                "  hint: write it in Markdown"
            ),
        ),
        (
            "\na\x07",
            (
                "p.md:2:2: error: a hand-written page must hold printable characters only, found U+0007 "
                "[page-character]\n"
                "  hint: remove the character"
            ),
        ),
        (
            "\n[b](javascript:x)",
            (
                "p.md:2:1: error: a link must lead to a page or a web address, found 'javascript:x' [page-address]\n"
                "  hint: use a relative path to a .md file, or an https:// address"
            ),
        ),
        (
            f"a\n[b](javascript:{'x' * 70})",
            (
                f"p.md:2:1: error: a link must lead to a page or a web address, found "
                f"'javascript:{'x' * 49}' "
                "[page-address]\n  hint: use a relative path to a .md file, or an https:// address"
            ),
        ),
        (
            "[b](page.md \x01)",
            (
                "p.md:1:13: error: a hand-written page must hold printable characters only, found U+0001 "
                "[page-character]\n"
                "  hint: remove the character"
            ),
        ),
    ],
    ids=[
        "a control",
        "a late control",
        "HTML",
        "a tag before an attribute",
        "a line down",
        "a link a line down",
        "an address",
        "words after an address",
    ],
)
def test_what_a_page_must_not_hold_is_told_with_its_place(text: str, told: str) -> None:
    assert str(next(check_page(text, "p.md"))) == told


@pytest.mark.parametrize("text", ["[b](page.md#c)", "[b](https://a.example/b?c)", "<https://a.example>", "# A {#a}"])
def test_what_a_page_may_hold(text: str) -> None:
    assert list(check_page(text, "p.md")) == []


@given(st.text(max_size=30))
def test_text_is_flattened_the_same_whether_it_needs_it_or_not(text: str) -> None:
    plain = "".join(sign for sign in text if not ("\u0000" <= sign <= "\u0008" or "\u000e" <= sign <= "\u001b"))
    hidden = dict.fromkeys([0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)])
    assert flatten_text(text) == " ".join(plain.translate(hidden).split())
