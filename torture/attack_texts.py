"""Lists texts that would like to be more than text."""

from collections.abc import Mapping

CALL = "canary(1)"
"""What runs where a script gets through; the browser counts it."""
HOST = "evil.example"
"""What nothing on any page may lead to."""

ATTACKS: Mapping[str, str] = {
    "a script": f"<script>{CALL}</script>",
    "a script that ends ours": f"</script><script>{CALL}</script>",
    "the end of a text area and a title": f"</textarea></title><script>{CALL}</script>",
    "a picture with a handler": f"<img src=x onerror={CALL}>",
    "a drawing with a handler": f"<svg/onload={CALL}>",
    "an attribute's end": f'" autofocus onfocus="{CALL}" x="',
    "an attribute's end, single": f"' onmouseover='{CALL}' x='",
    "a frame": f'<iframe srcdoc="<script>{CALL}</script>"></iframe>',
    "a base and a refresh": f'<base href="https://{HOST}/"><meta http-equiv=refresh content="0;url=https://{HOST}/">',
    "a style": f"<style>@import url(https://{HOST}/x.css)</style>",
    "a form": f'<form action="https://{HOST}/"><input name=x></form>',
    "a comment": "<!-- x --> <!doctype x> <?php x ?> <![CDATA[x]]>",
    "a closing that would end a card": "</div></main></body></html>",
    "a block to be read as Markdown": '<div markdown="1">*x*</div>',
    "a link": f"[x](https://{HOST}/)",
    "a script link": f"[x](javascript:{CALL})",
    "a data link": f"[x](data:text/html,<script>{CALL}</script>)",
    "a link's label's end": f"](https://{HOST}/) [x",
    "a reference": f"[x][1] [1]: https://{HOST}/",
    "a picture": f"![x](https://{HOST}/x.png)",
    "automatic links": f"<https://{HOST}/> https://{HOST}/ www.{HOST} <a@{HOST}>",
    "a script address": f"javascript:{CALL}",
    "Jinja": "{{ 7*7 }} {% raw %} {# x #} ${7*7} #{7*7} <%= 7*7 %>",
    "Jinja that reaches the system": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "our comments of Jinja": "<!-- x --> {#x} {: #y .z onclick=canary(1)}",
    "a gettext slot": "{name} {number} %s %(x)s {0}",
    "a YAML tag": "!!python/object/apply:os.system [id]",
    "YAML signs": "&a *a - x: y # z | > % @ ` ? {a: b}",
    "front matter": "--- title: x --- x",
    "a heading": "# x",
    "a list": "- x",
    "a numbered list": "1. x",
    "a year that would be a list": "1986. A great year",
    "a block quotation": "> x",
    "a fence": "``` x ``` ~~~ y ~~~ `z`",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ ==f== ^g^ a*b*c",
    "a table": "| a | b | |---|---| a|b",
    "an abbreviation and a footnote": "*[HTML]: x [^1]: x [TOC]",
    "entities": "&lt;b&gt; &amp;amp; &#60;b&#62; &copy; &nbsp &#x3c",
    "backslashes": "\\<b\\> \\\\ \\* \\u003cb\\u003e \\x3cb\\x3e",
    "a placeholder of Python-Markdown": "wzxhzdk:0 klzzwxh:0000",
    "a formula": f'=HYPERLINK("https://{HOST}/";"x") +1 @x',
    "BibTeX": "} @article{x, title = {y}} \\input{/etc/passwd} % $x$ #",
    "a query": "' OR 1=1 -- \" ; DROP TABLE x",
    "a path": "../../../../etc/passwd /etc/passwd C:\\windows\\x file:///etc/passwd",
    "a device": "CON NUL.txt AUX com1",
    "a line separator": "a\u2028b\u2029c\u0085d",
    "invisible signs": "a\u200bb\u200cc\u200dd\u2060e\u00adf\u200eg\u200fh",
    "stacked marks": "Z" + "\u0301\u0316" * 40,
    "emoji and joiners": "👩‍👩‍👧 🇰🇿 ☑️ ‌x",
    "look-alikes": "аdmin ɡoogle раypal Ⅷ ﬁ ⁄ ⁒ ＜script＞",
    "right to left": "שלום العربية x",
    "private and unassigned": "\ue000 \U000f0000 \u0378",
    "line ends": "a\n\n# b\n\n    c\r\n---\nd",
    "a tab": "a\tb\u3000c\u00a0d",
}
"""What YAML may hold; each is shown as it stands."""

REFUSED: Mapping[str, str] = {
    "NUL": "a\x00b",
    "an escape of terminals": "a\x1b[31mb",
    "a bell": "a\x07b",
    "a C1 control": "a\x9bb",
    "bidi overrides": "a\u202eb\u202c",
    "bidi isolates": "a\u2066b\u2069",
    "tag characters": "a\U000e0041\U000e007fb",
    "a noncharacter": "a\ufdd0b",
    "a noncharacter at a plane's end": "a\U0001fffeb\U0010ffff",
    "a byte order mark inside": "a\ufeffb",
}
"""What no text may hold, written out or as an escape."""
