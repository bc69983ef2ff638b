"""The view of the page that says how to report an error, how to have words withdrawn, and what comes of it."""

from msgspec import Struct

from generator.markdown import Markdown, encode_address, make_link
from generator.views import changes
from generator.views.desk import Desk

PAGE = "corrections.md"


class CorrectionsView(Struct, frozen=True):
    """All that the page shows besides its own sentences."""

    contact: Markdown
    changes: Markdown
    """The way to what earlier publications changed."""


def view_corrections(desk: Desk) -> CorrectionsView:
    """Give the view of the page; only a corpus with a contact has it."""
    contact = desk.library.corpus.settings.report
    assert contact, "without a contact nobody can be written to"
    label = contact.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    return CorrectionsView(make_link(label, encode_address(contact)), desk.link(desk.say("What changed"), changes.PAGE))
