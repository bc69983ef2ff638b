"""Looks in a browser for random nasty texts of every field: each is shown as it was written (about 10 minutes)."""

import json
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from playwright.sync_api import Browser, Page

from audit.browser import start_browser
from audit.server import serve
from generator.markdown import flatten_text
from generator.pipeline import make_lock
from torture.attack_texts import ATTACKS, HOST
from torture.attacks import TEXT
from torture.confine import ASREPORTED, run_confined
from torture.model import CannotTryError, Effort, Outcome, Trial
from torture.whole_corpus import Leaf, map_leaves, read_whole, write_project

ROUNDS = 12
"""Corpora of a full run; each has another text in each field."""
_BIN = Path(sys.executable).parent
ENGINES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "MkDocs, with the door of Markdown before it": ((ASREPORTED, "build"), "site"),
    "ProperDocs": ((str(_BIN / "properdocs"), "build", "--quiet", "-f", "mkdocs.yml"), "site"),
    "the offline edition": ((ASREPORTED, "offline"), "build/offline"),
}
_KEPT = frozenset({"Claim.prefix", "Claim.suffix", "Election.evidence", "Name.name:printed"})
"""Texts that say where others stand: the source's."""
_NO_ENGINE = re.compile(r"\[|\]|…|\.\.\.|\n|\r|\t|\u2028|\u2029|\u0085|[\u200b-\u200f\u2060\u00ad\u3000\u00a0]|Z\u0301")
"""What has a meaning in a quotation, or is folded in it."""
_SOUP = [
    "\\",
    *"`*_{}[]()<>#+-.!|~^$&:=\"' /%@,;?",
    "1.",
    "{:",
    "{{",
    "}}",
    "{%",
    "](",
    "&#",
    "<b>",
    "</p>",
    "![",
    "abc",
]
_LEADS_ON = re.compile(r'<script src="[^"]*moved\.js"[^>]*></script>\n<meta http-equiv="refresh"[^>]*>\n')
"""What makes a page that moved lead on, before or after it was read."""
_LISTEN = """
window.canaryCalls = 0;
window.canary = () => { window.canaryCalls += 1; };
window.brokenPolicies = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.brokenPolicies.push(event.effectiveDirective + " " + event.blockedURI);
});
"""
_READ = """
() => {
  const shown = [], kinds = new Set(), addresses = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!["SCRIPT", "STYLE"].includes(parent.tagName)) { text += node.data; }
  }
  shown.push(text);
  for (const element of document.querySelectorAll("*")) {
    kinds.add(element.tagName);
    for (const attribute of element.attributes) {
      kinds.add(element.tagName + " " + attribute.name);
      shown.push(attribute.value);
      if (["href", "src", "action", "formaction", "srcset", "xlink:href", "data"].includes(attribute.name)) {
        addresses.push(element[attribute.name] && element[attribute.name].toString ?
          element[attribute.name].toString() : attribute.value);
      }
    }
  }
  return {shown, kinds: [...kinds], addresses, calls: window.canaryCalls, broken: window.brokenPolicies};
}
"""


@dataclass
class Seen:
    """What a browser saw of a site."""

    pages: int = 0
    shown: dict[str, set[str]] = field(default_factory=dict)
    """The pages on which each text stands whole, by its mark."""
    kinds: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Filled:
    """A corpus with a text of its own in each field."""

    values: Mapping[str, Any]
    text: str
    marks: Mapping[str, tuple[str, str]]
    """Of each text: the field, and the text as it was written."""


def try_escapes(effort: Effort) -> Outcome:
    """Publish corpora of nasty texts with each engine, and look for every text in the browser."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    chance = random.Random(effort.seed)
    with start_browser() as browser:
        for name, (command, site) in ENGINES.items():
            plain = publish_plain(effort.scratch / "plain", command, site, browser)
            for number in range(effort.tries(ROUNDS)):
                filled = fill(partial(choose_nasty, chance))
                seen = publish(effort.scratch / "nasty", filled, command, site, browser)
                counts["texts in fields"] += len(filled.marks)
                counts["texts looked for and found"] += len(seen.shown)
                counts["pages read in a browser"] += seen.pages
                where = f"{name}, round {number} of seed {effort.seed}"
                failures += [f"{where}: {fault}" for fault in (*seen.faults, *compare(filled, seen, plain))]
    hidden = sorted({name for mark, (name, _) in fill(choose_plain).marks.items() if mark not in plain.shown})
    remark = f"shown nowhere, not even as plain words: {', '.join(hidden) or 'none'}"
    return Outcome({"engines": len(ENGINES), "fields": len(plain.shown), **counts}, tuple(failures), (remark,))


def publish_plain(root: Path, command: tuple[str, ...], site: str, browser: Browser) -> Seen:
    """Give what a browser sees of plain words, short ones and ones that fill several lines."""
    seen = publish(root, fill(choose_plain), command, site, browser)
    seen.kinds |= publish(root, fill(lambda _: "plain words that go on " * 9), command, site, browser).kinds
    return seen


def choose_plain(_: bool) -> str:  # noqa: FBT001 - as below
    """Give words that mean nothing to any program."""
    return "plain words"


def fill(make: Callable[[bool], str]) -> Filled:
    """Give the corpus with a text in each field; the function is told whether the source must hold it."""
    values, number = read_whole(), iter(range(10_000))
    marks: dict[str, tuple[str, str]] = {}
    said: dict[str, str] = {}

    def write(leaf: Leaf) -> str:
        is_printed = leaf.value in {"Ada Vale", "A late word"} and leaf.field in {"Name.name", "Claim.quote"}
        if not leaf.is_text or leaf.field in _KEPT or is_printed:
            return leaf.value
        mark = f"zq{next(number)}qz"
        written = f"{mark} {make(leaf.field == 'Claim.quote')} {mark}" if leaf.field == "Claim.quote" else ""
        # A sign at the very beginning or end of a field may mean more than one inside.
        written = written or (f"{make(False)} {mark}" if len(marks) % 2 else f"{mark} {make(False)}")
        marks[mark] = (f"{leaf.field} {leaf.path[-1] if leaf.field.endswith('links') else ''}".strip(), written)
        said[leaf.value] = written
        return written

    filled = map_leaves(values, write)
    text = TEXT
    for quote in ("number of votes was large", "counting went rather slowly", "there shall be one more"):
        text = text.replace(quote, said[quote])
    return Filled(filled, text, marks)


def choose_nasty(chance: random.Random, is_quoted: bool) -> str:  # noqa: FBT001 - given to map
    """Give an attack, or a soup of signs that mean something somewhere."""
    while True:
        soup = "".join(chance.choices(_SOUP, k=chance.randint(1, 12)))
        nasty = chance.choice([soup, chance.choice(list(ATTACKS.values()))])
        if nasty.strip() and not (is_quoted and (_NO_ENGINE.search(nasty) or not re.search("[a-z]", nasty))):
            return nasty


def publish(root: Path, filled: Filled, command: tuple[str, ...], site: str, browser: Browser) -> Seen:
    """Give what a browser, and programs that read the data, see of a corpus that an engine published."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    write_project(root, filled.values, filled.text)
    (root / "content" / "evidence.lock").write_text(make_lock(root)[0], encoding="utf-8")
    ran = run_confined(command, root, seconds=180)
    if ran.code:
        raise CannotTryError(f"{' '.join(command)} ended with {ran.code}: {ran.told[-2000:]}")
    seen = Seen()
    files = {path.relative_to(root / site).as_posix(): path for path in (root / site).rglob("*") if path.is_file()}
    with serve({name: path.read_bytes() for name, path in files.items()}) as address:
        _read_site(root / site, address, filled, browser, seen)
    _read_data(root / site, filled, seen)
    return seen


def _read_site(site: Path, address: str, filled: Filled, browser: Browser, seen: Seen) -> None:
    context = browser.new_context()
    context.add_init_script(_LISTEN)
    page = context.new_page()
    asked: list[str] = []

    def note(request: Any) -> None:
        asked.append(request.url)

    def refuse(dialog: Any) -> None:
        seen.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", note)
    page.on("dialog", refuse)
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith(("guide", "ru/guide")):
            _hold_back(page, f"{address}/{name}", path.read_text(encoding="utf-8"))
            _read_page(page, f"{address}/{name}", name, filled, seen)
    seen.faults += [f"asked for {url}" for url in asked if not url.startswith(f"{address}/")]
    context.close()


def _hold_back(page: Page, address: str, text: str) -> None:
    """Let a page that moved be read, without what leads on."""
    if _LEADS_ON.search(text):
        body = _LEADS_ON.sub("", text)
        page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))


def _read_page(page: Page, address: str, name: str, filled: Filled, seen: Seen) -> None:
    page.goto(address, wait_until="load")
    found = page.evaluate(_READ)
    seen.pages += 1
    seen.kinds |= set(found["kinds"])
    if found["calls"] or found["broken"]:
        seen.faults.append(f"{name}: a script ran {found['calls']} times, policies broken: {found['broken']}")
    for url in found["addresses"]:
        parts = urlsplit(url)
        if (parts.hostname or "").endswith(HOST) or parts.scheme not in {"http", "https", "mailto", "data", "", "file"}:
            seen.faults.append(f"{name}: leads to {url[:100]}")
    # What is shown is compared with white space folded.
    shown = [" ".join(text.split()) for text in found["shown"] if "zq" in text]
    for mark, (_, written) in filled.marks.items():
        wanted = flatten_text(written)
        if any(mark in text and wanted in text for text in shown):
            seen.shown.setdefault(mark, set()).add(name)


def _read_data(site: Path, filled: Filled, seen: Seen) -> None:
    """Look into what programs read: it is well-formed, and holds the texts."""
    held: list[str] = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix in {".json", ".atom", ".xml", ".csl"}:
            text = path.read_text(encoding="utf-8")
            try:
                held.extend(_list_strings(json.loads(text)) if path.suffix in {".json", ".csl"} else _list_xml(text))
            except (ValueError, ET.ParseError) as error:
                seen.faults.append(f"{name}: {error}")
        elif path.suffix == ".js" and "asReported" in (text := path.read_text(encoding="utf-8"))[:10]:
            if "</script" in text.lower() or "\u2028" in text or "\u2029" in text:
                seen.faults.append(f"{name}: signs that end a script or a line of one")
            match = re.fullmatch(r"asReported\.(?:pieces\[\".+?\"\]|\w+) = (.*);\n", text, re.DOTALL)
            if match is None:
                seen.faults.append(f"{name}: is no data")
            else:
                held.extend(_list_strings(json.loads(match[1])))
    flat = [" ".join(text.split()) for text in held if "zq" in text]
    for mark, (_, written) in filled.marks.items():
        if any(mark in text and flatten_text(written) in text for text in flat):
            seen.shown.setdefault(mark, set()).add("data")


def _list_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from _list_strings(member)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from (key, *_list_strings(member))


def _list_xml(text: str) -> Iterator[str]:
    for element in ET.fromstring(text).iter():  # noqa: S314 - what we wrote ourselves just now
        yield from (element.text or "", *element.attrib.values())


def compare(filled: Filled, seen: Seen, plain: Seen) -> Iterator[str]:
    """Tell what is shown of plain words and not of nasty ones, and what was made that no plain words make."""
    for mark in plain.shown:
        if mark not in seen.shown:
            yield f"{filled.marks[mark][0]} is shown nowhere: {filled.marks[mark][1]!r}"
    strange = seen.kinds - plain.kinds
    if strange:
        yield f"elements or attributes that no plain words make: {sorted(strange)}"


TRIAL = Trial("escapes", "What is shown is what was written.", try_escapes)
