"""Gives a page's view its links, sentences and dates, all relative to the page and in its language."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from generator.edtf import EdtfDate
from generator.interface import Interface, capitalize, mark
from generator.link import Library
from generator.markdown import Markdown, escape_markdown, make_link, mark_language
from generator.model import Source
from generator.prose import NameIndex, make_relative
from generator.sheaf import LinkedClaim

BALLOT_LABELS = {"against-all": mark("Against all"), "yes": mark("Yes"), "no": mark("No")}
_SECTION_KINDS = {
    "headline": mark("headline"),
    "byline": mark("byline"),
    "body": mark("body"),
    "furniture": mark("page furniture"),
    "caption": mark("caption"),
    "teaser": mark("teaser"),
    "comment": mark("comment"),
}
_WHOLE_WORDS = 8
"""A text fragment with more words names the first and last four."""


class Desk(Struct, frozen=True):
    """A page's place in the site and its language, from which its links and sentences are made."""

    library: Library
    names: NameIndex
    interface: Interface
    places: Mapping[str, str]
    """The page on which each claim stands in its text, by the claim's reference."""
    here: str
    """The page's file, such as actors/ana-miro.md; in every language the same."""
    prefix: str = ""
    """The folder of the page's language, such as ru/; empty at the root."""

    # Sentences of the interface.

    def say(self, message: str, /, **values: object) -> Markdown:
        """Give a sentence of the interface."""
        return self.interface.say(message, **values)

    def word(self, message: str, /, **values: object) -> str:
        """Give a sentence of the interface as plain text."""
        return self.interface.word(message, **values)

    def tally(self, number: int, singular: str, plural: str, /, **values: object) -> str:
        """Give the form that a number takes, as plain text."""
        return self.interface.tally(number, singular, plural, **values)

    def head(self, term: str) -> Markdown:
        """Give a word of the corpus's vocabulary as a heading, with a capital."""
        found = self.interface.find_term(term)
        return self.own(capitalize(term)) if found is None else escape_markdown(capitalize(found))

    def number(self, number: Any) -> str:
        """Write a number."""
        return self.interface.write_number(number)

    def count_claims(self, number: int) -> str:
        """Write a number of claims."""
        return self.tally(number, "{number} claim", "{number} claims")

    def date(self, date: EdtfDate | None) -> str:
        """Write a date for readers; nothing where there is none."""
        return self.interface.write_date(date) if date else ""

    @property
    def absent(self) -> Markdown:
        """Say that the sources don't state something."""
        return self.say("not stated in these sources")

    # Words of the content.

    def own(self, text: str) -> Markdown:
        """Give a text of the content, marked with its language where the page is in another."""
        return self.mark(text, self.interface.content_language)

    def mark(self, text: str, language: str) -> Markdown:
        """Give a text in some language, marked where the page is in another."""
        return mark_language(text, language, self.interface.language)

    def term(self, term: str) -> Markdown:
        """Give a word of the corpus's vocabulary in the page's language where it is translated, else marked."""
        found = self.interface.find_term(term)
        return self.own(term) if found is None else escape_markdown(found)

    def plain_term(self, term: str) -> str:
        """Give a word of the corpus's vocabulary as plain text."""
        return self.interface.find_term(term) or term

    def link_names(self, text: str) -> Markdown:
        """Escape a sentence of ours and link the names in it."""
        return self.mark_content(self.names.link_names(text, self.here))

    def mark_content(self, text: Markdown) -> Markdown:
        """Mark what is Markdown already, and in the content's language, where the page is in another."""
        content = self.interface.content_language
        return text if content == self.interface.language else Markdown(f'<span lang="{content}">{text}</span>')

    def show_words(self, linked: LinkedClaim) -> Markdown | None:
        """Give a claim's words; none where the source's rights or a withdrawal forbid to show them."""
        source = self.library.corpus.sources[linked.source]
        if not linked.anchor or source.rights.level == "metadata":
            return None
        return self.mark(linked.anchor.words, source.language)

    # Links.

    def link_actor(self, actor_id: str) -> Markdown:
        """Link an actor by its name."""
        return self.link(self.own(self.library.corpus.actors[actor_id].name), f"actors/{actor_id}.md")

    def link_option(self, option: str) -> Markdown:
        """Link an actor that stands in a contest, or name a choice that is none."""
        return self.say(BALLOT_LABELS[option]) if option in BALLOT_LABELS else self.link_actor(option)

    def link_election(self, election_id: str) -> Markdown:
        """Link an event by its name."""
        label = self.own(self.library.corpus.elections[election_id].name)
        return self.link(label, f"{self.library.event_folder}/{election_id}.md")

    def link_source(self, source_id: str) -> Markdown:
        """Link a source by its title."""
        source = self.library.corpus.sources[source_id]
        return self.link(self.mark(source.title, source.language), f"sources/{source_id}.md")

    def link_source_short(self, source_id: str) -> Markdown:
        """Link a source by its publisher and year, for tables."""
        source = self.library.corpus.sources[source_id]
        label = f"{self.library.corpus.actors[source.publisher].name} {source.date.earliest[0]}"
        return self.link(self.own(label), f"sources/{source_id}.md")

    def link_topic(self, topic_id: str) -> Markdown:
        """Link a topic by its label."""
        return self.link(self.term(self.library.corpus.topics[topic_id].label), f"topics/{topic_id}.md")

    def link_dispute(self, dispute_id: str) -> Markdown:
        """Link a dispute by its question."""
        return self.link(self.own(self.library.corpus.disputes[dispute_id].question), f"disputes/{dispute_id}.md")

    def link_claim(self, ref: str, label: str | Markdown) -> Markdown:
        """Link a claim's own page, which is its permalink."""
        return self.link(label, f"claims/{ref}.md")

    def link_place(self, ref: str, label: str | Markdown) -> Markdown:
        """Link a claim where it stands in its text."""
        linked = self.library.claims[ref]
        return make_link(label, make_relative(f"{self.places[ref]}#{linked.key}", self.here))

    def link_words(self, ref: str) -> Markdown:
        """Link a claim's place by what tells it best in a table: who reports it, and where."""
        linked = self.library.claims[ref].whole
        publisher = self.library.corpus.actors[self.library.corpus.sources[linked.source].publisher].name
        place = escape_markdown(self.describe_place(linked))
        return self.link_place(ref, Markdown(f"{self.own(publisher)}, {place}"))

    def link(self, label: str | Markdown, page: str) -> Markdown:
        """Link a page; on the page itself, give its name alone."""
        shown = label if isinstance(label, Markdown) else escape_markdown(label)
        return shown if page == self.here else make_link(shown, make_relative(page, self.here))

    def link_part(self, label: str | Markdown, target: str) -> Markdown:
        """Link a place on a page, such as actors/ana-miro.md#said."""
        return make_link(label, make_relative(target, self.here))

    # Descriptions.

    def describe_place(self, linked: LinkedClaim) -> str:
        """Say where in its source a claim's words stand, such as "paragraph 7 (caption)"."""
        if not linked.anchor:
            return self.word("withdrawn")
        numbers = linked.anchor.paragraphs
        where = (
            self.word("paragraph {number}", number=numbers[0])
            if len(numbers) == 1
            else self.word("paragraphs {first} to {last}", first=numbers[0], last=numbers[-1])
        )
        kind = linked.section.kind if linked.section else "body"
        return where if kind == "body" else f"{where} ({self.name_section(kind)})"

    def name_section(self, kind: str) -> str:
        """Name a kind of a text's part."""
        return self.word(_SECTION_KINDS[kind])

    def write_publication(self, source: Source) -> str:
        """Write when a source was published, and whether that is printed in it."""
        date = self.interface.write_date(source.date, is_moment=True)
        return self.word("{date} (inferred)", date=date) if source.date_basis == "inferred" else date


def make_fragment(url: str, linked: LinkedClaim) -> str:
    """Give the address of a claim's words in the original. Source: WICG, Scroll to Text Fragment."""
    assert linked.anchor, "only a claim that is anchored has words"
    directives = []
    segments = linked.anchor.printed
    for number, words in enumerate(segments):
        prefix = f"{_encode(linked.claim.prefix)}-," if linked.claim.prefix and number == 0 else ""
        suffix = f",-{_encode(linked.claim.suffix)}" if linked.claim.suffix and number == len(segments) - 1 else ""
        parts = words.split()
        middle = (
            _encode(words)
            if len(parts) <= _WHOLE_WORDS
            else f"{_encode(' '.join(parts[:4]))},{_encode(' '.join(parts[-4:]))}"
        )
        directives.append(f"text={prefix}{middle}{suffix}")
    page = url.partition("#")[0]
    return f"{page}#:~:{'&'.join(directives)}"


def _encode(text: str | None) -> str:
    # A hyphen, a comma or an ampersand would be read as part of the directive's syntax.
    return quote((text or "").strip(), safe="").replace("-", "%2D")
