"""Gives a page's view its links, sentences and dates, all relative to the page."""

from dataclasses import dataclass
from urllib.parse import quote

from generator.edtf import EdtfDate, format_date
from generator.link import Library, LinkedClaim
from generator.markdown import Markdown, escape_markdown, make_link, mark_language
from generator.model import Source
from generator.prose import NameIndex, make_relative

BALLOT_LABELS = {"against-all": "Against all", "yes": "Yes", "no": "No"}
_WHOLE_WORDS = 8
"""A text fragment with more words names the first and last four."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A page's place in the site, from which its links are made."""

    library: Library
    names: NameIndex
    here: str
    """The page's file, such as actors/ana-miro.md."""

    @property
    def language(self) -> str:
        """The site's language."""
        return self.library.corpus.settings.languages[0]

    def link_actor(self, actor_id: str) -> Markdown:
        """Link an actor by its name."""
        return self._link(self.library.corpus.actors[actor_id].name, f"actors/{actor_id}.md")

    def link_option(self, option: str) -> Markdown:
        """Link an actor that stands in a contest, or name a choice that is none."""
        return escape_markdown(BALLOT_LABELS[option]) if option in BALLOT_LABELS else self.link_actor(option)

    def link_election(self, election_id: str) -> Markdown:
        """Link an event by its name."""
        return self._link(
            self.library.corpus.elections[election_id].name, f"{self.library.event_folder}/{election_id}.md"
        )

    def link_source(self, source_id: str) -> Markdown:
        """Link a source by its title."""
        source = self.library.corpus.sources[source_id]
        label = mark_language(source.title, source.language, self.language)
        return self._link(label, f"sources/{source_id}.md")

    def link_source_short(self, source_id: str) -> Markdown:
        """Link a source by its publisher and year, for tables."""
        source = self.library.corpus.sources[source_id]
        label = f"{self.library.corpus.actors[source.publisher].name} {source.date.earliest[0]}"
        return self._link(label, f"sources/{source_id}.md")

    def link_topic(self, topic_id: str) -> Markdown:
        """Link a topic by its label."""
        return self._link(self.library.corpus.topics[topic_id].label, f"topics/{topic_id}.md")

    def link_dispute(self, dispute_id: str) -> Markdown:
        """Link a dispute by its question."""
        return self._link(self.library.corpus.disputes[dispute_id].question, f"disputes/{dispute_id}.md")

    def link_claim(self, ref: str, label: str) -> Markdown:
        """Link a claim's permalink."""
        linked = self.library.claims[ref]
        return make_link(label, make_relative(f"sources/{linked.source}.md#{linked.key}", self.here))

    def link_words(self, ref: str) -> Markdown:
        """Link a claim by what tells it best in a table: who reports it, and where."""
        linked = self.library.claims[ref]
        publisher = self.library.corpus.actors[self.library.corpus.sources[linked.source].publisher].name
        return self.link_claim(ref, f"{publisher}, {describe_place(linked)}")

    def link_names(self, text: str) -> Markdown:
        """Escape a sentence of ours and link the names in it."""
        return self.names.link_names(text, self.here)

    def _link(self, label: str, page: str) -> Markdown:
        shown = label if isinstance(label, Markdown) else escape_markdown(label)
        return shown if page == self.here else make_link(shown, make_relative(page, self.here))


def describe_place(linked: LinkedClaim) -> str:
    """Say where in its source a claim's words stand, such as "paragraph 7 (caption)"."""
    if not linked.anchor:
        return "withdrawn"
    numbers = linked.anchor.paragraphs
    where = f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {numbers[0]} to {numbers[-1]}"
    kind = linked.section.kind if linked.section else "body"
    return where if kind == "body" else f"{where} ({kind})"


def write_date(date: EdtfDate | None) -> str:
    """Write a date for readers; nothing where there is none."""
    return format_date(date) if date else ""


def write_publication(source: Source) -> str:
    """Write when a source was published, and whether that is printed in it."""
    inferred = " (inferred)" if source.date_basis == "inferred" else ""
    return format_date(source.date, is_moment=True) + inferred


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
