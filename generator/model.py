"""Defines every domain type: frozen, tuples not lists, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from generator.fields import ClaimRef, Contact, Edtf, Flag, Id, Language, Limit, Paragraphs, Percent, Text, Url, Whole
from generator.problems import Place
from generator.yaml_tree import Node


class Record(BaseModel):
    """A mapping of the content, with the places of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null", use_attribute_docstrings=True)
    _node: Node = PrivateAttr()

    @property
    def place(self) -> Place:
        """Where the record begins: at its key, or at the value where it has none."""
        return self._node.key_place

    def place_of(self, *path: str | int) -> Place:
        """Where the value at a path of keys and indexes begins; of a missing one, where its nearest ancestor does."""
        node = self._node.at(*path)
        return self.place if node is self._node else node.place


class Name(Record):
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


class Role(Record):
    """A role held, as a source states it. Source: Popolo, Membership."""

    role: Text
    of: Id | None = None
    """The body or place."""
    dates: Edtf | None = None
    claim: ClaimRef
    """The claim it rests on."""
    note: Text | None = None


class Relation(Record):
    """A relation to another actor, as a source states it."""

    type: Id
    """Declared in corpus.yml."""
    to: Id
    election: Id | None = None
    dates: Edtf | None = None
    claim: ClaimRef
    """The claim it rests on."""
    note: Text | None = None


class Actor(Record):
    """A person, organization, place or group that the sources name. Source: Popolo."""

    type: Literal["person", "organization", "place", "group"]
    name: Text
    """The form used on this site, in its first language."""
    classification: Id | None = None
    """What sort of body, such as political-party."""
    side: Id | None = None
    """In what capacity it speaks as a rule; declared in corpus.yml."""
    resolved: Flag = True
    """False where the sources leave open who is meant."""
    names: tuple[Name, ...] = ()
    not_to_be_confused_with: tuple[Id, ...] = ()
    dates: Edtf | None = None
    """Of life or existence."""
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: Mapping[Text, Text] = Field(default_factory=dict)
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


class Option(Record):
    """What voters can choose in a contest."""

    option: Id
    """An actor, or against-all, yes, no."""
    nominated_by: Id | None = None
    """An actor, or self."""
    status: Literal["registered", "refused", "withdrawn", "boycotted"] | None = None
    list_length: Whole | None = None
    """How many candidates a party's list holds."""
    claim: ClaimRef
    note: Text | None = None


class OptionsStated(Record):
    """A number of options that the sources give without their names."""

    count: Whole
    claim: ClaimRef
    note: Text | None = None


class Turnout(Record):
    """How many took part."""

    votes: Whole | None = None
    percent: Percent | None = None


class Precincts(Record):
    """How many polling stations a result covers."""

    reported: Whole
    total: Whole | None = None


class Count(Record):
    """What an option got, exactly or within bounds."""

    votes: Whole | None = None
    percent: Percent | None = None
    mandates: Whole | None = None
    at_least: Percent | None = None
    """Per cent; likewise the other bounds. Each word stands for what the source says."""
    at_most: Percent | None = None
    more_than: Percent | None = None
    less_than: Percent | None = None


class Result(Record):
    """One report of what a contest brought. Several stand side by side."""

    status: ResultStatus | None = None
    """As the source states it; left out where it states none."""
    reported_by: Id
    date: Edtf | None = None
    claim: ClaimRef
    precincts: Precincts | None = None
    registered: Whole | None = None
    cast: Whole | None = None
    valid: Whole | None = None
    turnout: Turnout | None = None
    percent_of: Literal["valid", "cast", "registered", "respondents"] | None = None
    counts: Mapping[Id, Count] = Field(default_factory=dict)
    note: Text | None = None


class Contest(Record):
    """What is decided. Source: Open Civic Data, OCDEP 20."""

    id: Id
    kind: Literal["candidate", "party-list", "ballot-measure"]
    office: Text | None = None
    mandates: Whole | None = None
    system: Text | None = None
    threshold: Text | None = None
    options: tuple[Option, ...] = ()
    options_stated: OptionsStated | None = None
    results: tuple[Result, ...] = ()
    note: Text | None = None


class Election(Record):
    """An election, also one that the sources only name in passing."""

    name: Text
    names: tuple[Name, ...] = ()
    type: Id
    timing: Literal["regular", "early", "repeat", "by-election"] | None = None
    date: Edtf | None = None
    date_note: Text | None = None
    """How the date was read where no source prints it."""
    jurisdiction: Id | None = None
    administered_by: Id | None = None
    round_of: Id | None = None
    evidence: Mapping[Text, ClaimRef] = Field(default_factory=dict)
    """The claim on which each of date, timing, jurisdiction and administered_by rests."""
    contests: tuple[Contest, ...] = ()
    not_stated: tuple[Text, ...] = ()
    """What a reader would expect and these sources don't say."""
    summary: Text | None = None
    note: Text | None = None


class Rights(Record):
    """What may be shown of a source."""

    level: Literal["full", "excerpt", "metadata"]
    statement: Url
    """Of rightsstatements.org or a licence."""
    basis: Text
    holder: Text | None = None


class Section(Record):
    """A part of a source's text."""

    id: Id | None = None
    kind: Literal["headline", "byline", "body", "furniture", "caption", "teaser", "comment"]
    paragraphs: Paragraphs
    """Numbers from 1 of the blocks between blank lines."""
    reason: Text | None = None
    """Why it carries no claim, or how it was read."""
    by: Id | None = None
    """Who wrote it, where not the source's reporter."""
    answers: Id | None = None
    """The section that it replies to."""
    date: Edtf | None = None
    on_topic: Flag | None = None


class Withdrawal(Record):
    """Why something is no longer published."""

    date: Edtf
    reason: Text


class Source(Record):
    """The record of a text. Source: CSL for its type."""

    title: Text
    type: Id
    """A CSL type, such as article-newspaper."""
    publisher: Id
    authors: tuple[Text, ...] = ()
    """As printed."""
    date: Edtf
    date_basis: Literal["printed", "inferred"]
    date_inferred_from: Text | None = None
    """From what an inferred date was read; of a printed one, where it is printed."""
    language: Language
    url: Url | None = None
    archived: Url | None = None
    accessed: Edtf | None = None
    carried_by: Id | None = None
    """Who republished it where the text was found."""
    translation_of: Url | None = None
    rights: Rights
    sections: tuple[Section, ...] = Field(min_length=1)
    summary: Text | None = None
    withdrawn: Withdrawal | None = None


class Assessment(Record):
    """The speaker's judgement of one aspect of an election."""

    aspect: Id
    rating: Id


class Outcome(Record):
    """What a later claim says of a prediction."""

    claim: ClaimRef
    bears_out: Flag


class Claim(Record):
    """One statement that a source makes or reports, with the words that carry it."""

    text: Text
    """Our neutral paraphrase, one sentence."""
    quote: Text
    """The exact words. Source: W3C Web Annotation, TextQuoteSelector."""
    prefix: Text | None = None
    suffix: Text | None = None
    occurrence: Annotated[Whole, Field(ge=1)] | None = None
    """Which of several places, from 1."""
    within_word: Flag = False
    speaker: Id | None = None
    """Who says it; absent: the reporter, in its own voice."""
    via: tuple[Id, ...] = ()
    """Through whom: A says that B said."""
    to: Id | None = None
    reporter: Id | None = None
    side: Id | None = None
    """In what capacity the speaker speaks here, where not the usual one."""
    kind: Id
    status: ResultStatus | None = None
    about: tuple[Id, ...] = ()
    stance: Literal["supports", "opposes", "neutral", "mixed"] | None = None
    topics: tuple[Id, ...] = ()
    elections: tuple[Id, ...] | None = None
    """Absent: the file's."""
    date: Edtf | None = None
    """When it was said."""
    happened: Edtf | None = None
    """When what it tells happened, or is to happen."""
    assessment: Assessment | None = None
    outcome: tuple[Outcome, ...] = ()
    note: Text | None = None
    """The editor's."""
    withdrawn: Withdrawal | None = None


class ClaimFile(Record):
    """What we read in one source."""

    elections: tuple[Id, ...] = ()
    reporter: Id | None = None
    date: Edtf | None = None
    claims: Mapping[Id, Claim] = Field(min_length=1)


class Position(Record):
    """One side of a dispute."""

    label: Text
    claims: tuple[ClaimRef, ...] = Field(min_length=1)


class Dispute(Record):
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
    question: Text
    positions: tuple[Position, ...] = Field(min_length=1)
    elections: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    status: Literal["open", "settled"] = "open"
    settled_by: ClaimRef | None = None
    note: Text | None = None


class Topic(Record):
    """A subject. Source: SKOS, Concept."""

    label: Text
    definition: Text | None = None
    broader: Id | None = None
    not_stated: tuple[Text, ...] = ()
    """What a reader would expect and these sources don't say."""


class EventNoun(Record):
    """What this corpus calls its events."""

    folder: Id = "elections"
    noun: Text = "election"
    plural: Text = "elections"


def _read_relation_type(value: Any) -> Any:
    return {"symmetric": "true"} if value == "symmetric" else value


class RelationType(Record):
    """How a relation reads from its other end."""

    symmetric: Flag = False
    inverse: Id | None = None
    label: Text | None = None


_ReadRelationType = Annotated[
    RelationType,
    BeforeValidator(_read_relation_type, json_schema_input_type=Literal["symmetric"] | RelationType),
]


class PageSection(Record):
    """A section of every election's page, filled with the claims of some kinds or topics."""

    id: Id
    heading: Text
    kinds: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()


class Limits(Record):
    """Shares of a source that may be quoted, in per cent of its words."""

    warn_share: Percent = Decimal(25)
    refuse_share: Percent = Decimal(30)


class Licence(Record):
    """Under what the editors' own words may be used."""

    name: Text
    url: Url


class CorpusSettings(Record):
    """What this corpus is: languages, vocabularies, limits, the noun for its events."""

    title: Text
    description: Text | None = None
    address: Url | None = None
    """Where the site is published; links to be cited begin with it."""
    editors: Text | None = None
    """Who answers for the site."""
    report: Contact | None = None
    """Where readers report an error: an https:// or mailto: address."""
    licence: Licence | None = None
    """Of the editors' own words; quoted words belong to their holders."""
    languages: tuple[Language, ...] = Field(min_length=1)
    """Of the interface. The first is the content's, too, and stands at the root of the site."""
    event: EventNoun = Field(default_factory=EventNoun)
    claim_kinds: Mapping[Id, Text] = Field(min_length=1)
    aspects: tuple[Id, ...] = ()
    ratings: tuple[Id, ...] = ()
    """From worst to best."""
    sides: Mapping[Id, Text] = Field(default_factory=dict)
    """In the order in which pages show them."""
    relation_types: Mapping[Id, _ReadRelationType] = Field(default_factory=dict)
    name_schemes: Mapping[Id, Text] = Field(default_factory=dict)
    event_sections: tuple[PageSection, ...] = ()
    limits: Limits = Field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Corpus:
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
    set_aside: frozenset[str] = frozenset()
    """Records that exist but are unsound, by kind and id: what refers to them is not reported again."""
