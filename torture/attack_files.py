"""Lists attacks on whole files: each spoils a copy of the corpus, or brings a file to be added."""

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

Spoil = Callable[[Path], object]
_CLAIMS, _SOURCE = "claims/brink-herald.yml", "sources/brink-herald.yml"
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def write(path: str, content: str | bytes) -> Spoil:
    """Write a file below content/."""

    def spoil(content_folder: Path) -> None:
        (content_folder / path).parent.mkdir(parents=True, exist_ok=True)
        (content_folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    return spoil


def append(path: str, content: str) -> Spoil:
    """Add to a file below content/, of which the last sign is a closing brace."""
    return lambda folder: write(path, (folder / path).read_text(encoding="utf-8").rstrip()[:-1] + content)(folder)


def link(path: str, target: str) -> Spoil:
    """Put a link in the place of a file or folder below content/."""

    def spoil(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(target)

    return spoil


def markdown(content: str) -> Spoil:
    """Give the source a text in Markdown."""

    def spoil(folder: Path) -> None:
        (folder / "texts" / "brink-herald.txt").unlink()
        write("texts/brink-herald.md", content)(folder)

    return spoil


def _name_claim_aux(folder: Path) -> None:
    text = (folder / _CLAIMS).read_text(encoding="utf-8")
    write(_CLAIMS, text.replace('"c2": {', '"aux": {'))(folder)


def _rise(count: int) -> str:
    """Give a YAML file that doubles itself with every line."""
    return "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, count))


def list_refused() -> Mapping[str, tuple[str, Spoil]]:
    """Give attacks with what a problem must name: a path below content/, or a record."""
    return {
        "a billion laughs": ("topics.yml", write("topics.yml", _rise(60))),
        "a hundred thousand aliases": (
            "topics.yml",
            write("topics.yml", "a: &a [x]\n" + "".join(f"b{n}: [*a,*a,*a]\n" for n in range(100_000))),
        ),
        "a tag that makes an object": ("topics.yml", write("topics.yml", "a: !!python/object/apply:os.system [id]\n")),
        "a merge key": ("topics.yml", write("topics.yml", "votes: {label: x, <<: {label: y}}\n")),
        "a second document": ("topics.yml", write("topics.yml", "a: {label: x}\n---\nb: {label: y}\n")),
        "deep brackets": ("topics.yml", write("topics.yml", "[" * 2_000_000)),
        "deep mappings": ("topics.yml", write("topics.yml", "{a: " * 1_000_000)),
        "deep blocks": ("topics.yml", write("topics.yml", "".join(" " * n + "a:\n" for n in range(1500)))),
        "half a million records that are none": (
            "topics.yml",
            write("topics.yml", "".join(f"k{n}: 1\n" for n in range(500_000))),
        ),
        "half a million unknown fields": (
            "elections/brink-2036.yml",
            write("elections/brink-2036.yml", "name: x\ntype: x\n" + "".join(f"k{n}: 1\n" for n in range(500_000))),
        ),
        "one key eight hundred thousand times": ("topics.yml", write("topics.yml", "a: 1\n" * 800_000)),
        "a hundred thousand records": (
            "actors.yml",
            append(
                "actors.yml", "".join(f', "a{n}": {{"type": "person", "name": "N {n}"}}' for n in range(100_000)) + "}"
            ),
        ),
        "a hundred thousand references to nothing": (
            "disputes.yml",
            write(
                "disputes.yml",
                "d: {kind: name, question: q, positions: [{label: x, claims: ["
                + ",".join(f"brink-herald/z{n}" for n in range(100_000))
                + "]}]}\n",
            ),
        ),
        "an id of five million letters": (
            "topics.yml",
            write("topics.yml", "? " + "A-" * 2_400_000 + "\n: {label: x}\n"),
        ),
        "a reference of two million letters": (
            "topics.yml",
            write("topics.yml", "votes: {label: x, broader: " + "a" * 2_400_000 + "}\n"),
        ),
        "a number of two million digits": (
            _CLAIMS,
            write(_CLAIMS, "claims: {c1: {text: x, quote: x, kind: figure, occurrence: " + "9" * 2_000_000 + "}}\n"),
        ),
        "a number of billions of paragraphs": (
            _SOURCE,
            lambda folder: write(
                _SOURCE,
                (folder / _SOURCE).read_text(encoding="utf-8").replace('"2-3"', '"' + "1-999999," * 100_000 + '2"'),
            )(folder),
        ),
        "an id in letters that look like others": ("topics.yml", write("topics.yml", "vоtes: {label: x}\n")),
        "an id that leaves the folder": ("topics.yml", write("topics.yml", "../../etc: {label: x}\n")),
        "an id that is a path": ("topics.yml", write("topics.yml", "/etc/passwd: {label: x}\n")),
        "an id with a capital, as another has without": (
            "topics.yml",
            write("topics.yml", "votes: {label: x}\nVotes: {label: y}\nturnout: {label: z}\n"),
        ),
        "an id that is a device of Windows": (
            "topics.yml",
            write("topics.yml", "votes: {label: x}\ncon: {label: x}\n"),
        ),
        "a file that is a device of Windows": ("actors/nul.yml", write("actors/nul.yml", "type: person\nname: x\n")),
        "a claim that is a device of Windows": (_CLAIMS, _name_claim_aux),
        "a file's name with a line end and a command": (
            "actors/x",
            write("actors/x\n::stop-commands::y.yml", "type: person\nname: x\n"),
        ),
        "a file's name with terminal signs": (
            "actors/x",
            write("actors/x\x1b[2J\u202e.yml", "type: person\nname: x\n"),
        ),
        "a file's name in capitals": ("actors/Ada.yml", write("actors/Ada.yml", "type: person\nname: x\n")),
        "a file's name of 250 letters": ("actors/aaa", write(f"actors/{'a' * 246}.yml", "type: person\nname: x\n")),
        "a link out of the project": ("topics.yml", link("topics.yml", "/etc/passwd")),
        "a link to what never ends": ("topics.yml", link("topics.yml", "/dev/zero")),
        "a folder that is a link": ("claims2", link("claims2", "/etc")),
        "a text that is a link": ("texts/brink-herald.txt", link("texts/brink-herald.txt", "/etc/passwd")),
        "invalid UTF-8": ("topics.yml", write("topics.yml", b"votes: {label: \xff\xfe\xc0\x80}\n")),
        "a surrogate in UTF-8": ("topics.yml", write("topics.yml", b"votes: {label: \xed\xa0\x80}\n")),
        "a surrogate as an escape": ("topics.yml", write("topics.yml", 'votes: {label: "\\ud800"}\n')),
        "NUL as an escape": ("topics.yml", write("topics.yml", 'votes: {label: "\\0"}\n')),
        "UTF-16": ("topics.yml", write("topics.yml", "votes: {label: x}\n".encode("utf-16"))),
        "a file too large": ("topics.yml", write("topics.yml", "#" * 5_000_001)),
        "a page with a script": ("pages/method.md", write("pages/method.md", "# x\n\n<script>canary(1)</script>\n")),
        "a page with a script link": (
            "pages/method.md",
            write("pages/method.md", "# x\n\n[a](javascript:canary(1))\n"),
        ),
        "a page with a hidden script link": (
            "pages/method.md",
            write("pages/method.md", "# x\n\n[a](&#106;avascript&colon;canary(1)) [b]: java\tscript:canary(1)\n"),
        ),
        "a page with a data link": ("pages/method.md", write("pages/method.md", "# x\n\n[a](data:text/html,x)\n")),
        "a page with a picture": (
            "pages/method.md",
            write("pages/method.md", "# x\n\n![a](https://evil.example/x.png)\n"),
        ),
        "a page with attributes": ("pages/method.md", write("pages/method.md", "# x {: onclick=canary(1)}\n")),
        "a page with front matter that names a template": (
            "pages/method.md",
            write("pages/method.md", "---\ntemplate: ../../x.html\n---\n# x {{ 7 }}\n"),
        ),
        "a page of control signs": ("pages/method.md", write("pages/method.md", "# x\n\na\x1bb\x00c\n")),
        "a page of bidi overrides": ("pages/method.md", write("pages/method.md", "# x\n\na\u202eb\n")),
        "a page of a million braces": ("pages/method.md", write("pages/method.md", "{" * 900_000 + "}")),
        "a page of a million labels": ("pages/method.md", write("pages/method.md", "]: " * 330_000)),
        "a page of half a million script links": ("pages/method.md", write("pages/method.md", "[a](b:c) " * 100_000)),
        "a page too large": ("pages/method.md", write("pages/method.md", "a\n\n" * 500_000)),
        "a catalogue of a hundred million plurals": (
            "locale/ru.po",
            write("locale/ru.po", _HEAD + '"Plural-Forms: nplurals=99999999; plural=n;\\n"\n\nmsgid "x"\nmsgstr "y"\n'),
        ),
        "a catalogue that is none": ("locale/ru.po", write("locale/ru.po", "x" * 100_000)),
        "a catalogue with a slot of its own": (
            "locale/ru.po",
            write("locale/ru.po", _HEAD + '\nmsgid "ballot"\nmsgstr "{self.__class__} {x}"\n'),
        ),
        "a lock of brackets": ("evidence.lock", write("evidence.lock", "[" * 4_000_000)),
        "a lock with numbers that no text has": (
            "brink-herald",
            write("evidence.lock", '{"source": "brink-herald", "sha256": "x", "words": [' + "9" * 4000 + "]}\n"),
        ),
        "a lock with a number that takes an hour": (
            "evidence.lock",
            write("evidence.lock", '{"source": "brink-herald", "sha256": "x", "words": [' + "9" * 400_000 + "]}\n"),
        ),
        "a lock of other things": (
            "evidence.lock",
            write("evidence.lock", '{"source": [1]}\n{"claim": {}}\n{"actor": 5, "found": 7}\n"x"\n5\nnull\n{}\n'),
        ),
        "a text of millions of short paragraphs": (
            "sources/brink-herald.yml",
            write("texts/brink-herald.txt", "a\n\n" * 1_000_000),
        ),
        "a text of one word a million times": (
            "sources/brink-herald.yml",
            write("texts/brink-herald.txt", "number " * 500_000),
        ),
        "a text of marks": ("sources/brink-herald.yml", write("texts/brink-herald.txt", "a" + "\u0301" * 2_000_000)),
        "a text of brackets": ("sources/brink-herald.yml", write("texts/brink-herald.txt", "[…]" * 900_000)),
        "a text of NULs and halves": (
            "sources/brink-herald.yml",
            write("texts/brink-herald.txt", "a\x00\u202e\ufdd0" * 300_000),
        ),
        "a Markdown text too large": ("texts/brink-herald.md", markdown("[" * 1_000_001)),
        "a Markdown text of brackets": ("sources/brink-herald.yml", markdown("[" * 250_000)),
        "a Markdown text of stars": ("sources/brink-herald.yml", markdown("*a **b_" * 40_000)),
        "a Markdown text of half tags": ("sources/brink-herald.yml", markdown("<a " * 90_000)),
        "a Markdown text of quotations": ("sources/brink-herald.yml", markdown(">" * 900_000)),
        "a Markdown text of lists in lists": (
            "sources/brink-herald.yml",
            markdown("".join(" " * n + "- a\n" for n in range(700))),
        ),
    }


def list_shown() -> Mapping[str, Spoil]:
    """Give attacks that leave a sound corpus, which must be published."""
    return {
        "a scalar of two million letters": write(
            "topics.yml",
            'votes: {label: Votes, definition: "' + "x y " * 500_000 + '"}\nturnout: {label: T, broader: votes}\n',
        ),
        "a million comments": lambda folder: write(
            "topics.yml", "#\n" * 1_000_000 + (folder / "topics.yml").read_text(encoding="utf-8")
        )(folder),
        "a page of stars": write("pages/method.md", "# Method\n\n" + "*a **b_ " * 2_000),
        "a page of brackets": write("pages/method.md", "# Method\n\n" + "[a" * 4_000),
        "a page of code": write("pages/method.md", "# Method\n\n" + "".join("`" * n + "a" for n in range(150))),
        "a page of quotations": write("pages/method.md", "# Method\n\n" + ">" * 60 + " a\n"),
        "a page of Jinja": write("pages/method.md", "# Method\n\n{{ 7 \n\n%} {% raw\n"),
    }


def _make_pdf(piece: bytes, times: int) -> bytes:
    """Give a PDF of one page with a packed stream, which is a piece many times."""
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n"
        % len(packed)
        + packed
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
_META = "<title>T</title><meta property='og:title' content='{}'><p>One sentence stands here for all to read.</p>"


def list_saved() -> Mapping[str, tuple[str, bytes]]:
    """Give files for `asreported add-source`: a name and bytes each."""
    return {
        "a page of entities": (
            "x.html",
            f'<!DOCTYPE x [<!ENTITY a0 "ha">{_ENTITIES}]><html><p>&a11; and one sentence more.</p></html>'.encode(),
        ),
        "a page that reads a file": (
            "x.html",
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>&e; One sentence here.</p>',
        ),
        "a page that asks another host": (
            "x.html",
            (
                b'<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><html><link rel=stylesheet href=http://evil.example/x>'
                b"<p>One sentence stands here for all to read.</p></html>"
            ),
        ),
        "a page a hundred thousand deep": ("x.html", b"<div>" * 100_000 + b"One sentence stands here for all."),
        "a page of a million open tags": ("x.html", b"<p><b><i>" * 300_000 + b"One sentence."),
        "an attribute of ten million signs": (
            "x.html",
            b"<p class='" + b"x" * 10_000_000 + b"'>One sentence stands here.</p>",
        ),
        "half a million attributes": (
            "x.html",
            b"<p " + b" ".join(b"a%d=1" % n for n in range(500_000)) + b">One sentence stands here.</p>",
        ),
        "a title that is a script": ("x.html", _META.format("<script>canary(1)</script>{{7*7}} !!python/x").encode()),
        "a title of YAML": ("x.html", _META.format("x: &amp;a *b # c\n- d\n--- e").encode()),
        "a title of signs that turn": ("x.html", _META.format("a\u202eb\ufdd0\U000e0041 c\x1b[2J").encode()),
        "a title of a million letters": ("x.html", _META.format("long " * 200_000).encode()),
        "JSON-LD a hundred thousand deep": (
            "x.html",
            b"<script type=application/ld+json>" + b"[" * 100_000 + b"</script><p>One sentence stands here.</p>",
        ),
        "an encoding that is a program": ("x.html", b'<meta charset="zip"><p>One sentence stands here.</p>'),
        "an encoding that runs away": (
            "x.html",
            b'<meta charset="' + b"idna" * 9 + b'"><p>One sentence stands here.</p>',
        ),
        "an encoding that is bytes to bytes": ("x.html", b'<meta charset="rot13"><p>One sentence stands here.</p>'),
        "half a comment": ("x.html", b"<!--" * 500_000 + b"<p>One sentence stands here.</p>"),
        "half a million half tags": ("x.html", b"<a <a <a <a " * 120_000 + b"<p>One sentence stands here.</p>"),
        "a million open comments of meta": ("x.html", b"<meta " * 300_000 + b"charset"),
        "a PDF that unpacks to a gigabyte": ("x.pdf", _make_pdf(b" " * 1_000_000, 1000)),
        "a PDF of a million words": ("x.pdf", _make_pdf(b"BT /F1 9 Tf (One sentence. ) Tj ET\n", 100_000)),
        "a PDF that leads to itself": (
            "x.pdf",
            (
                b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]>>endobj\n"
                b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
            ),
        ),
        "a PDF of brackets": ("x.pdf", b"%PDF-1.4\n1 0 obj" + b"[" * 1_000_000 + b"\ntrailer<</Root 1 0 R>>"),
        "a PDF that is noise": ("x.pdf", b"%PDF-1.7\n" + struct.pack("<1000I", *range(1000))),
        "Markdown of brackets": ("x.md", b"[" * 900_000 + b"a"),
        "Markdown with a script": ("x.md", b"# <script>canary(1)</script>\n\n{{7*7}} One sentence stands here.\n"),
        "a text of one line": ("x.txt", b"One sentence. " * 300_000),
        "a text of NULs": ("x.txt", b"One\x00sentence\x1b[2J stands here.\n"),
        "a text that is no UTF-8": ("x.txt", b"One \xff\xfe sentence.\n"),
    }
