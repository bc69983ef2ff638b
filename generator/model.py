"""Defines every domain type: frozen, tuples not lists, each with its place."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct, field

from generator.fields import (
    Address,
    ClaimRef,
    Contact,
    Edtf,
    Flag,
    Id,
    Language,
    Limit,
    NotEmpty,
    Ordinal,
    Paragraphs,
    Percent,
    Shorthand,
    Text,
    Url,
    Whole,
)
from generator.record import Record


class Name(Record, frozen=True, kw_only=True):
    """A spelling of a name. Source: Popolo, other_names."""

    name: Text
    """As printed, typos included."""
    lang: Language
    """BCP 47; names a script only where it isn't the language's usual one (ru-Latn)."""
    scheme: Id | None = None
    """How it was transliterated; declared in corpus.yml."""
    of: Text | None = None
    """The spelling it transliterates."""
    note: Text | None = None
    """The editor's, such as "typo" or "initials"."""
    printed_in: tuple[Id, ...] = ()
    """Sources that print it; checked against their texts."""
    finding_aid: Flag = False
    """No source prints it; it only helps people to find."""
    only_at: tuple[Limit, ...] = ()
    """Where it means this actor, as source/paragraphs, for a short form that means others elsewhere."""


class Role(Record, frozen=True, kw_only=True):
    """A role held, as a source states it. Source: Popolo, Membership."""

    role: Text
    """What the actor was, in the source's words."""
    of: Id | None = None
    """The body or place."""
    dates: Edtf | None = None
    """When it was held, as far as the source says."""
    claim: ClaimRef
    """The claim it rests on."""
    note: Text | None = None
    """The editor's."""


class Relation(Record, frozen=True, kw_only=True):
    """A relation to another actor, as a source states it."""

    type: Id
    """Declared in corpus.yml."""
    to: Id
    """The other actor."""
    election: Id | None = None
    """The election to which it belongs."""
    dates: Edtf | None = None
    """When it held, as far as the source says."""
    claim: ClaimRef
    """The claim it rests on."""
    note: Text | None = None
    """The editor's."""


class Actor(Record, frozen=True, kw_only=True):
    """A person, organization, place or group that the sources name. Source: Popolo."""

    type: Literal["person", "organization", "place", "group"]
    """What it is. A group is several whom the sources don't name one by one."""
    name: Text
    """The form used on this site, in its first language."""
    classification: Id | None = None
    """What sort of body, such as political-party."""
    side: Id | None = None
    """In what capacity it speaks as a rule; declared in corpus.yml."""
    resolved: Flag = True
    """False where the sources leave open who is meant."""
    names: tuple[Name, ...] = ()
    """Spellings of the name, also those of other languages and alphabets."""
    not_to_be_confused_with: tuple[Id, ...] = ()
    """Actors with a like name."""
    dates: Edtf | None = None
    """Of life or existence."""
    roles: tuple[Role, ...] = ()
    """Roles held, each with the claim it rests on."""
    relations: tuple[Relation, ...] = ()
    """Relations to other actors, each with the claim it rests on."""
    links: Mapping[Text, Text] = field(default_factory=dict)
    """Outside identifiers: finding aids, never evidence."""
    not_stated: tuple[Text, ...] = ()
    """What a reader would expect and these sources don't say."""
    summary: Text | None = None
    """The editor's, from what the sources say."""
    note: Text | None = None
    """The editor's."""


ResultStatus = Literal[
    "estimated", "poll", "exit-poll", "preliminary", "final", "recount", "corrected", "computed", "inferred"
]


class Option(Record, frozen=True, kw_only=True):
    """What voters can choose in a contest."""

    option: Id
    """An actor, or against-all, yes, no."""
    nominated_by: Id | None = None
    """An actor, or self."""
    status: Literal["registered", "refused", "withdrawn", "boycotted"] | None = None
    """What became of it before the vote."""
    list_length: Whole | None = None
    """How many candidates a party's list holds."""
    claim: ClaimRef
    """The claim it rests on."""
    note: Text | None = None
    """The editor's."""


class OptionsStated(Record, frozen=True, kw_only=True):
    """A number of options that the sources give without their names."""

    count: Whole
    """How many."""
    claim: ClaimRef
    """The claim it rests on."""
    note: Text | None = None
    """The editor's."""


class Turnout(Record, frozen=True, kw_only=True):
    """How many took part."""

    votes: Whole | None = None
    """Voters who took part."""
    percent: Percent | None = None
    """Their share, in per cent, as the source states it."""


class Precincts(Record, frozen=True, kw_only=True):
    """How many polling stations a result covers."""

    reported: Whole
    """Polling stations counted."""
    total: Whole | None = None
    """Of how many."""


class Count(Record, frozen=True, kw_only=True):
    """What an option got, exactly or within bounds."""

    votes: Whole | None = None
    """Votes, in plain digits."""
    percent: Percent | None = None
    """Per cent, as the source states it."""
    mandates: Whole | None = None
    """Seats won."""
    at_least: Percent | None = None
    """The source says "at least", in per cent; likewise the other bounds."""
    at_most: Percent | None = None
    """The source says "at most", in per cent."""
    more_than: Percent | None = None
    """The source says "more than", in per cent."""
    less_than: Percent | None = None
    """The source says "less than", in per cent."""


class Result(Record, frozen=True, kw_only=True):
    """One report of what a contest brought. Several stand side by side."""

    status: ResultStatus | None = None
    """As the source states it; left out where it states none."""
    reported_by: Id
    """The actor who gives the figures."""
    date: Edtf | None = None
    """When it was reported."""
    claim: ClaimRef
    """The claim it rests on."""
    precincts: Precincts | None = None
    """How many polling stations it covers."""
    registered: Whole | None = None
    """Registered voters."""
    cast: Whole | None = None
    """Ballots cast."""
    valid: Whole | None = None
    """Valid ballots."""
    turnout: Turnout | None = None
    """How many took part."""
    percent_of: Literal["valid", "cast", "registered", "respondents"] | None = None
    """Of what the shares in counts are shares."""
    counts: Mapping[Id, Count] = field(default_factory=dict)
    """What each option got, by the option's id."""
    note: Text | None = None
    """The editor's, such as why a figure looks wrong."""


class Contest(Record, frozen=True, kw_only=True):
    """What is decided. Source: Open Civic Data, OCDEP 20."""

    id: Id
    """Unique in its election."""
    kind: Literal["candidate", "party-list", "ballot-measure"]
    """Whether voters choose persons, lists or an answer."""
    office: Text | None = None
    """The office or body that is elected."""
    mandates: Whole | None = None
    """How many seats are filled."""
    system: Text | None = None
    """How votes become seats, in the source's words."""
    threshold: Text | None = None
    """What a list must reach, in the source's words."""
    options: tuple[Option, ...] = ()
    """What voters can choose."""
    options_stated: OptionsStated | None = None
    """A number of options that the sources give without their names."""
    results: tuple[Result, ...] = ()
    """What was reported of the outcome; several stand side by side."""
    note: Text | None = None
    """The editor's."""


class Election(Record, frozen=True, kw_only=True):
    """An election, also one that the sources only name in passing."""

    name: Text
    """The form used on this site, in its first language."""
    names: tuple[Name, ...] = ()
    """Spellings of the name."""
    type: Id
    """What sort of vote, as an id."""
    timing: Literal["regular", "early", "repeat", "by-election"] | None = None
    """Whether it was held when it was due."""
    date: Edtf | None = None
    """The day of the vote."""
    date_note: Text | None = None
    """How the date was read where no source prints it."""
    jurisdiction: Id | None = None
    """The actor where it was held."""
    administered_by: Id | None = None
    """The actor who ran it."""
    round_of: Id | None = None
    """The election of which it is a further round."""
    evidence: Mapping[Text, ClaimRef] = field(default_factory=dict)
    """The claim on which each of date, timing, jurisdiction and administered_by rests."""
    contests: tuple[Contest, ...] = ()
    """What was decided in it."""
    not_stated: tuple[Text, ...] = ()
    """What a reader would expect and these sources don't say."""
    summary: Text | None = None
    """The editor's, from what the sources say."""
    note: Text | None = None
    """The editor's."""


class Rights(Record, frozen=True, kw_only=True):
    """What may be shown of a source."""

    level: Literal["full", "excerpt", "metadata"]
    """How much of the text may be shown: all, quotations, or nothing."""
    statement: Url
    """Of rightsstatements.org or a licence."""
    basis: Text
    """What allows it."""
    holder: Text | None = None
    """To whom the words belong, as printed."""


class Section(Record, frozen=True, kw_only=True):
    """A part of a source's text."""

    id: Id | None = None
    """Given where another section answers this one."""
    kind: Literal["headline", "byline", "body", "furniture", "caption", "teaser", "comment"]
    """What sort of text it is; furniture is what belongs to the page, not to the text."""
    paragraphs: Paragraphs
    """Numbers from 1 of the blocks between blank lines."""
    reason: Text | None = None
    """Why it carries no claim, or how it was read."""
    by: Id | None = None
    """Who wrote it, where not the source's reporter."""
    answers: Id | None = None
    """The section that it replies to."""
    date: Edtf | None = None
    """When it was written, where not with the rest."""
    on_topic: Flag | None = None
    """Of a teaser: whether its words count as the source's."""


class Withdrawal(Record, frozen=True, kw_only=True):
    """Why something is no longer published."""

    date: Edtf
    """When it was withdrawn."""
    reason: Text
    """Why."""
    with_text: Flag = False
    """Whether our own sentences go, too, and not only the source's words."""


class Source(Record, frozen=True, kw_only=True):
    """The record of a text. Source: CSL for its type."""

    title: Text
    """As printed."""
    type: Id
    """A CSL type, such as article-newspaper."""
    publisher: Id
    """The actor who published it."""
    authors: tuple[Text, ...] = ()
    """As printed."""
    date: Edtf
    """When it was published."""
    date_basis: Literal["printed", "inferred"]
    """Whether the date is printed in the source or inferred."""
    date_inferred_from: Text | None = None
    """From what an inferred date was read; of a printed one, where it is printed."""
    language: Language
    """Of the text, as a BCP 47 tag."""
    url: Url | None = None
    """Where the original is."""
    archived: Url | None = None
    """Where an archive has it."""
    accessed: Edtf | None = None
    """When it was read there."""
    carried_by: Id | None = None
    """Who republished it where the text was found."""
    translation_of: Url | None = None
    """The address of the text of which it is a translation."""
    rights: Rights
    """What may be shown of it."""
    sections: Annotated[tuple[Section, ...], NotEmpty]
    """The parts of the text; each paragraph is in one."""
    summary: Text | None = None
    """The editor's."""
    withdrawn: Withdrawal | None = None
    """Set where its words are no longer published."""


class Assessment(Record, frozen=True, kw_only=True):
    """The speaker's judgement of one aspect of an election."""

    aspect: Id
    """What is judged; declared in corpus.yml."""
    rating: Id
    """The judgement; declared in corpus.yml."""


class Outcome(Record, frozen=True, kw_only=True):
    """What a later claim says of a prediction."""

    claim: ClaimRef
    """The later claim."""
    bears_out: Flag
    """Whether it bears the prediction out."""


class Claim(Record, frozen=True, kw_only=True):
    """One statement that a source makes or reports, with the words that carry it."""

    text: Text
    """Our neutral paraphrase, one sentence."""
    quote: Text
    """The exact words. Source: W3C Web Annotation, TextQuoteSelector."""
    prefix: Text | None = None
    """What stands just before the quote, where the words alone stand at several places."""
    suffix: Text | None = None
    """What stands just after it."""
    occurrence: Ordinal | None = None
    """Which of several places, from 1."""
    within_word: Flag = False
    """Lets the quote leave off a word's ending."""
    speaker: Id | None = None
    """Who says it; absent: the reporter, in its own voice."""
    via: tuple[Id, ...] = ()
    """Through whom: A says that B said."""
    to: Id | None = None
    """To whom it was said."""
    reporter: Id | None = None
    """The actor who reports it, where not the file's."""
    side: Id | None = None
    """In what capacity the speaker speaks here, where not the usual one."""
    kind: Id
    """What sort of statement; declared in corpus.yml."""
    status: ResultStatus | None = None
    """Of a figure: how firm, in the words of a result's status."""
    about: tuple[Id, ...] = ()
    """Actors of whom it speaks."""
    stance: Literal["supports", "opposes", "neutral", "mixed"] | None = None
    """How the speaker stands towards them."""
    topics: tuple[Id, ...] = ()
    """Subjects under which readers find it."""
    elections: tuple[Id, ...] | None = None
    """Absent: the file's."""
    date: Edtf | None = None
    """When it was said."""
    happened: Edtf | None = None
    """When what it tells happened, or is to happen."""
    assessment: Assessment | None = None
    """The speaker's judgement of the election, never ours."""
    outcome: tuple[Outcome, ...] = ()
    """What later claims say of a prediction."""
    note: Text | None = None
    """The editor's."""
    withdrawn: Withdrawal | None = None
    """Set where it is no longer published; its address stays."""


class ClaimFile(Record, frozen=True, kw_only=True):
    """What we read in one source."""

    elections: tuple[Id, ...] = ()
    """Of every claim below that names none."""
    reporter: Id | None = None
    """Who reports the claims, where not the source's publisher."""
    date: Edtf | None = None
    """When the claims were made, where they don't say."""
    claims: Annotated[Mapping[Id, Claim], NotEmpty]
    """By a key that stays for ever, such as c1."""


class Outline(Struct, frozen=True):
    """What checks of the whole corpus ask of a file of claims, so that its claims need not be read for them."""

    keys: tuple[str, ...]
    """Of its claims, in the order of the file."""
    quoted: Mapping[str, str]
    """What selects the quotes of its claims but for those that are withdrawn, as digests by key."""
    outcomes: tuple[tuple[str, str], ...]
    """Claims that say what became of a prediction, each before the key of that."""
    has_withdrawn: bool


class Position(Record, frozen=True, kw_only=True):
    """One side of a dispute."""

    label: Text
    """The position in a few words."""
    claims: Annotated[tuple[ClaimRef, ...], NotEmpty]
    """Claims that hold it."""


class Dispute(Record, frozen=True, kw_only=True):
    """Claims that do not agree."""

    kind: Literal[
        "disagreement",
        "inconsistency",
        "change-over-time",
        "misquotation",
        "definition",
        "doubtful-figure",
        "unsettled-prediction",
        "name",
    ]
    """In what way the claims don't agree."""
    question: Text
    """What they don't agree on, as a question."""
    positions: Annotated[tuple[Position, ...], NotEmpty]
    """The sides, each with its claims."""
    elections: tuple[Id, ...] = ()
    """Absent: those of its claims."""
    topics: tuple[Id, ...] = ()
    """Subjects under which readers find it."""
    status: Literal["open", "settled"] = "open"
    """Whether a claim has settled it."""
    settled_by: ClaimRef | None = None
    """The claim that settles it."""
    note: Text | None = None
    """The editor's."""


class Topic(Record, frozen=True, kw_only=True):
    """A subject. Source: SKOS, Concept."""

    label: Text
    """Its name on the site."""
    definition: Text | None = None
    """What belongs to it, in a sentence."""
    broader: Id | None = None
    """The topic whose page shows its claims, too."""
    not_stated: tuple[Text, ...] = ()
    """What a reader would expect and these sources don't say."""


class Moved(Record, frozen=True, kw_only=True):
    """Addresses that records had before, as content/moved.yml lists them."""

    addresses: Mapping[Address, Address] = field(default_factory=dict)
    """What answers now, by the address that it had, such as actors/ana-miro."""


class EventNoun(Record, frozen=True, kw_only=True):
    """What this corpus calls its events."""

    folder: Id = "elections"
    """The folder of content/ and of the site."""
    noun: Text = "election"
    """One of them."""
    plural: Text = "elections"
    """Several."""


class RelationType(Record, frozen=True, kw_only=True):
    """How a relation reads from its other end."""

    symmetric: Flag = False
    """Whether it reads the same from both ends."""
    inverse: Id | None = None
    """Its name from the other end."""
    label: Text | None = None
    """How it is shown."""


class PageSection(Record, frozen=True, kw_only=True):
    """A section of every election's page, filled with the claims of some kinds or topics."""

    id: Id
    """The place on the page."""
    heading: Text
    """Shown above it."""
    kinds: tuple[Id, ...] = ()
    """Claims of these kinds stand in it."""
    topics: tuple[Id, ...] = ()
    """Claims of these topics stand in it."""


class Limits(Record, frozen=True, kw_only=True):
    """Shares of a source that may be quoted, in per cent of its words."""

    warn_share: Percent = Decimal(25)
    """Over this there is a warning."""
    refuse_share: Percent = Decimal(30)
    """Over this nothing is published."""


class Licence(Record, frozen=True, kw_only=True):
    """Under what the editors' own words may be used."""

    name: Text
    """Such as CC BY 4.0."""
    url: Url
    """Where its text is."""


class CorpusSettings(Record, frozen=True, kw_only=True):
    """What this corpus is: languages, vocabularies, limits, the noun for its events."""

    title: Text
    """Of the site."""
    description: Text | None = None
    """Shown where there is no pages/home.md, and with links to the site."""
    address: Url | None = None
    """Where the site is published; links to be cited begin with it."""
    editors: Text | None = None
    """Who answers for the site."""
    report: Contact | None = None
    """Where readers report an error: an https:// or mailto: address."""
    licence: Licence | None = None
    """Of the editors' own words; quoted words belong to their holders."""
    languages: Annotated[tuple[Language, ...], NotEmpty]
    """Of the interface. The first is the content's, too, and stands at the root of the site."""
    event: EventNoun = field(default_factory=EventNoun)
    """What this corpus calls its events."""
    claim_kinds: Annotated[Mapping[Id, Text], NotEmpty]
    """What sorts of statement there are: an id and an explanation each."""
    aspects: tuple[Id, ...] = ()
    """What speakers judge, for assessment."""
    ratings: tuple[Id, ...] = ()
    """From worst to best."""
    sides: Mapping[Id, Text] = field(default_factory=dict)
    """In the order in which pages show them."""
    relation_types: Mapping[Id, Annotated[RelationType, Shorthand("symmetric", {"symmetric": True})]] = field(
        default_factory=dict
    )
    """How actors are related: an id each."""
    name_schemes: Mapping[Id, Text] = field(default_factory=dict)
    """How names are transliterated: an id and a name each."""
    event_sections: tuple[PageSection, ...] = ()
    """Sections of every election's page."""
    limits: Limits = field(default_factory=Limits)
    """How much of a source may be quoted."""


class Corpus(Struct, frozen=True):
    """All records of a corpus that are sound by themselves, by id."""

    settings: CorpusSettings
    topics: Mapping[str, Topic]
    actors: Mapping[str, Actor]
    elections: Mapping[str, Election]
    sources: Mapping[str, Source]
    claim_files: Mapping[str, ClaimFile]
    """By the id of the source."""
    disputes: Mapping[str, Dispute]
    pages: Mapping[str, str]
    """Hand-written Markdown by the stem of its file."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """The file of each record, by kind and id, such as actors/ana-miro."""
    moved: "Moved | None" = None
    """None where no address ever moved."""
    set_aside: frozenset[str] = frozenset()
    """Records that exist but are unsound, by kind and id: what refers to them is not reported again."""
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    """Of each file of claims, by the id of the source."""
    named: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Every id that each YAML file names, by the file's path and the kind of what may stand there."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of all that the records of each YAML file were made from, by path: the file and the settings."""
