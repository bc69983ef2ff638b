"""Quotes: what is found and where, what is refused, what the maintainer is warned of."""

import pytest

from generator.anchor import (
    Ambiguous,
    Found,
    NotFound,
    Outcome,
    Selector,
    Span,
    find_quote,
    find_spellings,
    read_source,
    seek_quote,
    split_paragraphs,
)

REPORT = (
    "Observers welcomed the orderly opening of polling stations across the region. They also reported that protocols "
    "were not posted, and that several observers were asked to leave before the count ended."
)


def find(text: str, exact: str, **fields: object) -> Outcome:
    return find_quote(read_source(text), Selector(exact, **fields))  # type: ignore[arg-type]


def slice_found(text: str, outcome: Outcome) -> str:
    assert isinstance(outcome, Found), outcome
    return text[outcome.start : outcome.end]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("It fell -5 percent.", "5 percent", id="minus"),
        pytest.param("It fell −5 percent.", "5 percent", id="true minus"),
        pytest.param("It fell − 5 percent.", "5 percent", id="true minus with a space"),
        pytest.param("It fell －5 percent.", "5 percent", id="full-width minus"),
        pytest.param("It fell –5 percent.", "5 percent", id="dash as minus"),
        pytest.param("It fell \u200e-\u200e5 percent.", "5 percent", id="minus between direction marks"),
        pytest.param("It rose +5 percent.", "5 percent", id="plus"),
        pytest.param("It rose ± 5 percent.", "5 percent", id="plus-minus"),
        pytest.param("Some ~5 percent.", "5 percent", id="about"),
        pytest.param("Some ≥5 percent.", "5 percent", id="at least"),
        pytest.param("Votes <5% pooled.", "5% pooled", id="less than"),
        pytest.param("About .5 percent.", "5 percent", id="leading decimal point"),
        pytest.param("Some 12 500 voters.", "500 voters", id="thousands with a space"),
        pytest.param("Some 12\u00a0500 voters.", "500 voters", id="thousands with a no-break space"),
        pytest.param("Some 12\u202f500 voters.", "Some 12", id="thousands with a narrow space"),
        pytest.param("Some 1 200 500 voters.", "1 200", id="millions with spaces"),
        pytest.param("Some 12\n500 voters.", "500 voters", id="thousands over a line break"),
        pytest.param("Some 12’500 voters.", "500 voters", id="thousands with an apostrophe"),
        pytest.param("Some 12.500 voters.", "500 voters", id="thousands with a stop"),
        pytest.param("Some 12 500,75 tenge.", "75 tenge", id="decimals after thousands"),
        pytest.param("Some 3,5 процента.", "5 процента", id="decimal comma"),
        pytest.param("Some 3,5 процента.", "Some 3", id="decimals cut off"),
        pytest.param("At 3·5 points.", "5 points", id="raised decimal point"),
        pytest.param("بلغ ١٢٬٥٠٠ صوت", "٥٠٠ صوت", id="Arabic thousands"),
        pytest.param("بلغ ١٢٫٥ صوت", "٥ صوت", id="Arabic decimals"),
        pytest.param("About 3–5% said so.", "about 3", id="first of a range, in another case"),
        pytest.param("From 3 – 5 % said so.", "5 % said so", id="spaced range"),
        pytest.param("From 3—5% said so.", "5% said so", id="range with an em dash"),
        pytest.param("From 3...5% said so.", "5% said so", id="range with stops"),
        pytest.param("From $3-$5 each.", "$5 each", id="range of prices"),
        pytest.param("From 3-5 percent.", "-5 percent", id="range read as a minus"),
        pytest.param("Turnout was 58 % then.", "Turnout was 58", id="percent with a space"),
        pytest.param("Turnout was 58\u2009% then.", "Turnout was 58", id="percent with a thin space"),
        pytest.param("Turnout was 58％ then.", "Turnout was 58", id="full-width percent"),
        pytest.param("Turnout was 58‰ then.", "Turnout was 58", id="per mille"),
        pytest.param("It cost 5 € each.", "It cost 5", id="currency after"),
        pytest.param("It cost € 5 each.", "5 each", id="currency before, with a space"),
        pytest.param("It cost US$5 each.", "$5 each", id="currency with a country"),
        pytest.param("It cost 5 $10 notes.", "10 notes", id="currency between numbers"),
        pytest.param("It cost $5 million.", "It cost $5", id="scale word"),
        pytest.param("Это 5 млн человек.", "Это 5", id="Russian scale word"),
        pytest.param("Барлығы 5 мың адам.", "Барлығы 5", id="Kazakh scale word"),
        pytest.param("Some 1/2 of voters.", "2 of voters", id="fraction"),
        pytest.param("Some 1 1/2 years.", "1/2 years", id="mixed fraction"),
        pytest.param("Some 2½ years.", "Some 2", id="fraction sign"),
        pytest.param("Some 10² paces.", "Some 10", id="superscript"),
        pytest.param("At 10:30 sharp.", "30 sharp", id="time"),
        pytest.param("Aged 65+ years.", "Aged 65", id="and more"),
        pytest.param("At 20°C outside.", "At 20", id="degrees"),
        pytest.param("Some 7\u200b5 votes.", "5 votes", id="digits around an ignored character"),
    ],
)
def test_a_number_never_loses_a_part(text: str, exact: str) -> None:
    assert isinstance(find(text, exact), NotFound)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("Some 500 тенге each.", "Some 500", id="currency spelled out"),
        pytest.param("In 2019 500 voters came.", "500 voters came", id="a year before a number"),
        pytest.param("It was 75. 12 people came.", "It was 75", id="a sentence's end"),
        pytest.param("Of those, 75, 12 left.", "Of those, 75", id="a list of numbers"),
        pytest.param("Turnout was 75\n- 12 stations", "Turnout was 75", id="a list's dash on the next line"),
        pytest.param("The rest—5% of them—left.", "5% of them", id="an em dash between a word and a number"),
        pytest.param("School No. 14 opened.", "14 opened", id="a number's own number"),
        pytest.param("(58%) came.", "58%", id="percent kept"),
    ],
)
def test_what_is_no_part_of_a_number_may_be_left(text: str, exact: str) -> None:
    assert slice_found(text, find(text, exact)) == exact


@pytest.mark.parametrize(
    "joint",
    [
        pytest.param(joint, id=f"{ord(joint[0]):04x}-{len(joint)}")
        for joint in (
            *("-", "\u2010", "\u2011", "\u2013", "\u2212", "\u05be", "_", "'", "\u2019", "\u02bc", "\u00b7"),
            *("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2062", "\ue000", "\x00", "\x08"),
            *("\ufffd", "\ud800", "\u0336", "\u034f", "-\n", "-\r\n  ", "-\n\n", "\u00ad\n", "-\u200b", "\U000e0061"),
        )
    ],
)
def test_a_word_is_not_cut_at_any_joint(joint: str) -> None:
    outcome = find(f"It was un{joint}fair to us.", "fair to us")
    assert isinstance(outcome, NotFound)
    assert outcome.reason in {"word-truncated", "grapheme-split"}


@pytest.mark.parametrize(
    ("text", "exact", "reason"),
    [
        pytest.param("a vote\u0336d b", "a vote", "grapheme-split", id="a mark after the end"),
        pytest.param("un\u0336fair vote", "\u0336fair vote", "grapheme-split", id="a mark at the start"),
        pytest.param("a 👩‍👩‍👧 we", "a 👩", "grapheme-split", id="a family"),
        pytest.param("flag 🇰🇿 up", "flag 🇰", "grapheme-split", id="a flag"),
        pytest.param("the oﬃcial", "icial", "grapheme-split", id="a ligature"),
        pytest.param("the\u0306\u0301 vote", "the\u0306", "grapheme-split", id="the first of two marks"),
        pytest.param("Well… he said", "Well.", "punctuation-differs", id="a stop of an ellipsis"),
        pytest.param("Well... he said", "Well.", "punctuation-differs", id="a stop of three"),
        pytest.param(
            "Adie\u0308u… he said", "Adie\u0308u.", "punctuation-differs", id="a stop of it in a text with marks"
        ),
        pytest.param("COVID-19 cases", "-19 cases", "word-truncated", id="a hyphen as a minus"),
        pytest.param("a non-competitive vote", "a non-", "word-truncated", id="ends in a hyphen"),
        pytest.param("it didn't work", "it did", "word-truncated", id="drops n't"),
        pytest.param("It was 5-й округ", "It was 5", "word-truncated", id="an ordinal"),
        pytest.param("in the 1990s here", "in the 1990", "word-truncated", id="a decade"),
    ],
)
def test_a_cut_is_refused(text: str, exact: str, reason: str) -> None:
    outcome = find(text, exact)
    assert isinstance(outcome, NotFound)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("list--four pages long--was", "four pages long", id="typewriter dashes without spaces"),
        pytest.param("list—four pages long—was", "four pages long", id="em dashes without spaces"),
        pytest.param("the dogs' owners came", "dogs", id="a plural possessive"),
        pytest.param("Votes\x00 were", "Votes", id="a control after a word"),
        pytest.param("“Yes,” he said", "“Yes,”", id="begins and ends in marks"),
        pytest.param("a (b.*[x]\\d+$ c", "(b.*[x]\\d+$ c", id="signs of regular expressions"),
        pytest.param("Short text.", "Short text.", id="the whole text"),
        pytest.param("a\ud800 b c", "b c", id="a lone surrogate nearby"),
    ],
)
def test_found_as_written(text: str, exact: str) -> None:
    assert slice_found(text, find(text, exact)) == exact


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("Партияның тізімі бекітілді.", "Партия", id="Kazakh genitive"),
        pytest.param("Сайлау комиссиясынан хабар келді.", "Сайлау комиссия", id="Kazakh chain of endings"),
        pytest.param("Решение Токаева понятно.", "Токаев", id="Russian genitive"),
        pytest.param("Решено ЦИК-ом вчера.", "ЦИК", id="an ending after a hyphen"),
        pytest.param("«Нұр Отанға» дауыс берді.", "Нұр Отан", id="inside marks"),
    ],
)
def test_within_word_leaves_off_an_ending(text: str, exact: str) -> None:
    assert isinstance(find(text, exact), NotFound)
    assert slice_found(text, find(text, exact, within_word=True)) == exact


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("an unfair vote", "fair vote", id="the start of a word"),
        pytest.param("Выборы незаконны.", "законны", id="the start of a Russian word"),
        pytest.param("it didn't work", "it did", id="n't"),
        pytest.param("it didn’t work", "it didn", id="'t"),
        pytest.param("хабарсыз кетті", "хабар", id="Kazakh without"),
        pytest.param("harmless words", "harm", id="English without"),
        pytest.param("non-competitive", "non", id="a part of a compound"),
        pytest.param("Turnout was 75% then", "Turnout was 75", id="a percent sign"),
        pytest.param("Some 12 500 came", "Some 12", id="thousands"),
        pytest.param("It took 5 million then", "It took 5 mill", id="a part of a number's scale"),
        pytest.param("so ab\u0335c came", "so ab", id="the mark on a letter"),
        pytest.param("a vote\u0306\u0301d b", "a vote\u0306", id="a mark that is composed with another"),
    ],
)
def test_within_word_leaves_off_nothing_else(text: str, exact: str) -> None:
    assert isinstance(find(text, exact, within_word=True), NotFound)


def test_an_insertion_may_stand_behind_a_word_whose_ending_is_left_off() -> None:
    outcome = find("so the votes came", "the vot [sic]", within_word=True)
    assert isinstance(outcome, Found)
    assert outcome.display == "the vot [sic]"


def test_a_quote_over_three_paragraphs_is_shown_in_three() -> None:
    words = "One of us.\n\nTwo of us.\n\nThree of us"
    outcome = find(f"{words} came.", words)
    assert isinstance(outcome, Found)
    assert outcome.display == words


@pytest.mark.parametrize(
    ("text", "exact", "display"),
    [
        pytest.param("She said so.", "She [Sadyqova] said so", "She [Sadyqova] said so", id="between words"),
        pytest.param("She said so.", "[Sadyqova] said so", "[Sadyqova] said so", id="at the start"),
        pytest.param(
            "She said so, then", "She said so [today], then", "She said so [today], then", id="before a comma"
        ),
        pytest.param("She (a friend) left", "She ([Ana], a friend) left", None, id="with more than brackets"),
        pytest.param("He said (yes) now", "He said ([x] yes) now", "He said ([x] yes) now", id="after a bracket"),
        pytest.param("the report was", "the report[ed] was", "the report[ed] was", id="an ending"),
        pytest.param("She said so", "She [A][B] said so", "She [A][B] said so", id="two at once"),
        pytest.param("these  two\nlines", "[T]hese two lines", "[T]hese two lines", id="lower to upper case"),
        pytest.param("The two lines", "[t]he two lines", "[t]he two lines", id="upper to lower case"),
        pytest.param("The two lines", "[T]he two lines", None, id="a change that isn't one"),
        pytest.param("[T]he two. the two", "[T]he two", "[T]he two", id="printed by the source itself"),
        pytest.param("an old note [sic] here", "old note [sic] here", "old note [sic] here", id="printed note"),
        pytest.param("Er […] the vote was", "Er […] the vote", "Er […] the vote", id="an elision of the source"),
        pytest.param("A said so. A [x] said so.", "A [x] said so", "A [x] said so", id="the literal one is taken"),
        pytest.param(
            "A “curly” word", 'A "curly" [ʻnew’] word', "A “curly” [ʻnew’] word", id="own marks on both sides"
        ),
        pytest.param("dusk.\n\nIts report", "dusk.\n\nIts report", "dusk.\n\nIts report", id="a paragraph break"),
        pytest.param("un\u00adfair \u202evote\u202c now", "unfair vote now", "unfair vote now", id="nothing invisible"),
    ],
)
def test_brackets_are_shown_where_they_were_put(text: str, exact: str, display: str | None) -> None:
    outcome = find(text, exact)
    assert (outcome.display if isinstance(outcome, Found) else None) == display


@pytest.mark.parametrize(
    "bracket",
    [
        *(
            "did [not]",
            "did[n't]",
            "did[n’t]",
            "did [never]",
            "did [nоt]",
            "did [NOT]",
            "did [n\u200bot]",
            "did [ｎｏｔ]",
            "did [n\u0336ot]",
            "did [nօt]",
        ),
        *("did [without doubt]", "did [didnt]", "did [емес]", "did [не]", "did [без]", "did [жоқ]", "did [w/o]"),
        *("did [failed to]", "did [un]", "did [unless]", "did [minus]", "did [heartless]", "did [ешқашан]"),
        *("did [in]", "did [non-]"),
    ],
)
def test_an_insertion_that_denies_is_refused(bracket: str) -> None:
    glued = bracket in {"did [in]", "did [non-]"}
    outcome = find("Observers did report violations.", f"Observers {bracket}{'' if glued else ' '}report violations")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "insertion-changes-sense"
    assert outcome.suggestions == ("Observers did report violations",)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("The prime minister left early.", "The [president] left early", id="replaces words"),
        pytest.param("5 voters came", "5[00] voters came", id="adds digits"),
        pytest.param("5 voters came", "[1]5 voters came", id="puts digits before"),
        pytest.param("Some 12 500 voters", "12 [or] 500 voters", id="splits a number"),
        pytest.param("hope for us", "hope[less] for us", id="adds an ending that denies"),
    ],
)
def test_an_insertion_that_changes_words_is_refused(text: str, exact: str) -> None:
    outcome = find(text, exact)
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "insertion-changes-sense"


@pytest.mark.parametrize("length", [3, 599, 600, 601])
def test_an_elision_leaves_out_at_most_600_characters(length: int) -> None:
    text = "One two " + "x" * (length - 2) + " three four"
    outcome = find(text, "One two […] three four")
    assert isinstance(outcome, Found if length <= 600 else NotFound)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("One two.\n\nThree. Then three four.", True, id="one break"),
        pytest.param("One two.\n\nThree.\n\nThen three four.", False, id="two breaks"),
    ],
)
def test_an_elision_leaves_out_at_most_one_paragraph_break(text: str, *, is_found: bool) -> None:
    assert isinstance(find(text, "One two […] three four"), Found) is is_found


def test_segments_are_reported_without_what_is_left_out() -> None:
    outcome = find(REPORT, "[…] Observers welcomed […] protocols were not posted […]")
    assert isinstance(outcome, Found)
    assert [REPORT[start:end] for start, end in outcome.segments] == ["Observers welcomed", "protocols were not posted"]
    assert outcome.display == "Observers welcomed […] protocols were not posted"


def test_each_segment_has_its_own_bounds() -> None:
    outcome = find("A non-competitive vote, they said, took place.", "competitive vote […] took place")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "word-truncated"


def test_the_nearest_continuation_must_be_sound() -> None:
    text = "The mayor left. It was unfair. It was fair to us."
    outcome = find(text, "The mayor left […] was fair to")
    assert isinstance(outcome, Found)
    assert outcome.segments[1] == Span(text.index("was fair"), text.index("was fair") + 11)


TWICE = "In Karaoba they said no more. In Aksay they said no more. Elsewhere they said no more!"


def test_every_place_has_the_least_prefix_that_selects_it() -> None:
    outcome = find(TWICE, "they said no more")
    assert isinstance(outcome, Ambiguous)
    assert outcome.count == 3
    assert [place.prefix for place in outcome.places] == ["Karaoba", "Aksay", "Elsewhere"]
    for place in outcome.places:
        assert slice_found(TWICE, find(TWICE, "they said no more", prefix=place.prefix)) == "they said no more"


def test_places_of_several_readings_are_told_in_the_order_of_the_text() -> None:
    outcome = find("He [Ana] left, and she [sic] stayed.", "[sic] [Ana]")
    assert isinstance(outcome, Ambiguous)
    assert [place.start for place in outcome.places] == [3, 23]


def test_a_place_at_the_start_of_the_text_has_no_prefix() -> None:
    outcome = find("Few voted. Few voted.", "Few voted")
    assert isinstance(outcome, Ambiguous)
    assert [place.prefix for place in outcome.places] == ["", "voted."]


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        pytest.param({"prefix": "Aksay"}, 39, id="prefix"),
        pytest.param({"prefix": "  In\u00a0Aksay \n"}, 39, id="prefix with other white space"),
        pytest.param({"suffix": "!"}, 68, id="suffix"),
        pytest.param({"suffix": ".", "occurrence": 2}, 39, id="occurrence among those that fit"),
        pytest.param({"occurrence": 3}, 68, id="occurrence"),
        pytest.param({"prefix": "saw Aksay"}, None, id="prefix that almost fits"),
        pytest.param({"prefix": "In", "suffix": "!"}, None, id="prefix that doesn't touch"),
        pytest.param({"suffix": ".", "occurrence": 3}, None, id="occurrence beyond those that fit"),
        pytest.param({"occurrence": 0}, None, id="occurrence 0"),
        pytest.param({"occurrence": -1}, None, id="occurrence before the first"),
    ],
)
def test_context_selects(fields: dict[str, object], start: int | None) -> None:
    outcome = find(TWICE, "they said no more", **fields)
    assert (outcome.start if isinstance(outcome, Found) else None) == start


def test_context_is_a_condition_even_where_the_quote_is_unique() -> None:
    outcome = find("The vote was calm.", "vote was calm", prefix="A")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "context-mismatch"


def test_overlapping_places_count() -> None:
    outcome = find("tak " * 5, "tak tak")
    assert isinstance(outcome, Ambiguous)
    assert [place.start for place in outcome.places] == [0, 4, 8, 12]


@pytest.mark.parametrize(
    ("text", "exact", "fields", "warnings"),
    [
        ("They did not observe serious violations.", "observe serious violations", {}, ("negation-outside",)),
        ("They didn’t observe serious violations.", "observe serious violations", {}, ("negation-outside",)),
        ("They never really observe serious violations.", "observe serious violations", {}, ("negation-outside",)),
        ("They denied that it observed violations.", "it observed violations", {}, ("negation-outside",)),
        ("Сайлау таза өткен жоқ дейді.", "Сайлау таза өткен", {}, ("negation-outside",)),
        ("Бұл әділ сайлау емес.", "Бұл әділ сайлау", {}, ("negation-outside",)),
        ("Они не видели нарушений там.", "видели нарушений там", {}, ("negation-outside",)),
        ("It was not. They observe serious violations.", "observe serious violations", {}, ()),
        ("It was not\n\nserious violations seen here", "serious violations seen", {}, ()),
        (REPORT, "reported that protocols […] that several observers", {}, ("negation-elided",)),
        ("It was not so. One vote went on and the count was so. It was not.", "One vote […] the count was", {}, ()),
        ("It was calm.", "It was", {}, ("quote-short",)),
        ("word " * 101, ("word " * 101).strip(), {}, ("quote-long",)),
        ("word " * 100, ("word " * 100).strip(), {}, ()),
        ("It was calm there.", "was calm there", {"prefix": "It"}, ("context-unneeded",)),
        ("It was calm there.", "was calm there", {"suffix": "."}, ("context-unneeded",)),
        ("It was calm there.", "was calm there", {"occurrence": 1}, ("context-unneeded",)),
        (TWICE, "they said no", {"prefix": "Aksay", "occurrence": 1}, ("context-unneeded",)),
        (TWICE, "they said no", {"prefix": "Aksay"}, ()),
        (TWICE, "they said no", {"prefix": " \u200b"}, None),
    ],
)
def test_warnings(text: str, exact: str, fields: dict[str, object], warnings: tuple[str, ...] | None) -> None:
    outcome = find(text, exact, **fields)
    assert (outcome.warnings if isinstance(outcome, Found) else None) == warnings


@pytest.mark.parametrize(
    "exact", ["", " \n", "—", "“…”", "\u00ad\u200b", "[…]", "[Sadyqova]", "[…] [Sadyqova] […]", "\u0301", "👩"]
)
def test_a_quote_without_words_is_empty(exact: str) -> None:
    outcome = find("Well — no. “…” 👩 [x]", exact)
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "empty-quote"


def test_names_are_whole_words_the_longest_first() -> None:
    text = "Nur Otan's list, Nur Otan, Otan and Nur-Sultan; the Otanites; Нұр «Отан»; Nur\u00a0Otan’s"
    found = find_spellings(read_source(text), ["Otan", "Nur Otan", "Nur", "Отан", "nobody"])
    assert found == {
        "Otan": (Span(27, 31),),
        "Nur Otan": (Span(0, 8), Span(17, 25), Span(74, 82)),
        "Nur": (),
        "Отан": (Span(67, 71),),
        "nobody": (),
    }


def test_names_that_fold_alike_share_their_places() -> None:
    found = find_spellings(read_source("the Front’s «Front»"), ['"Front"', "«Front»", "Front"])
    assert found == {'"Front"': (Span(12, 19),), "«Front»": (Span(12, 19),), "Front": (Span(4, 9),)}


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\n", [], id="white space only"),
        pytest.param("a\nb\n\nc", ["a\nb", "c"], id="lines stay together"),
        pytest.param("\n\n a b \r\n \r\n\r\nc\rd\r\re\n", ["a b", "c\rd", "e"], id="any line break, many blank lines"),
        pytest.param("a\n\u00a0\u2003\nb", ["a", "b"], id="a line of other white space is blank"),
        pytest.param("a\n\u200b\nb", ["a\n\u200b\nb"], id="a zero-width character is no white space"),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in split_paragraphs(text)] == paragraphs


@pytest.mark.parametrize("exact", ["", " ", "…", "[…]", "“”", ", .", "[?]"])
def test_a_quote_without_letters_and_digits_is_told_and_sought_nowhere(exact: str) -> None:
    source = read_source("Well … “no”, [?] they said [] so.")
    outcome = find_quote(source, Selector(exact))
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "empty-quote"
    assert outcome.message == "a quote must hold at least one letter or digit, found none"
    assert seek_quote(source, Selector(exact)) is None


@pytest.mark.parametrize(
    ("occurrence", "message"),
    [(3, "occurrence must be from 1 to 2, found 3"), (0, "occurrence must be from 1 to 2, found 0")],
)
def test_an_occurrence_that_is_not_there_is_told(occurrence: int, message: str) -> None:
    outcome = find("the vote and the vote", "the vote", occurrence=occurrence)
    assert isinstance(outcome, NotFound)
    assert outcome.message == message


@pytest.mark.parametrize(
    ("fields", "warned"),
    [
        pytest.param({"prefix": "two"}, False, id="a prefix that is needed"),
        pytest.param({"occurrence": 2}, False, id="an occurrence that is needed"),
        pytest.param({"prefix": "two", "occurrence": 1}, True, id="an occurrence after a prefix that tells enough"),
        pytest.param({"prefix": "the", "occurrence": 2}, False, id="an occurrence after a prefix that doesn't"),
    ],
)
def test_context_is_given_where_it_is_needed(fields: dict[str, object], *, warned: bool) -> None:
    outcome = find("one the fair open vote two the fair open vote", "fair open vote", **fields)
    if "two" in fields.values():
        outcome = find("one fair open vote two fair open vote", "fair open vote", **fields)
    assert isinstance(outcome, Found)
    assert ("context-unneeded" in outcome.warnings) is warned


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("They did not see the fair open vote.", True),
        ("They did not.\n\nSee the fair open vote.", False),
        ("Not so.\n\nThe fair open vote", False),
        ("the fair open vote was not", True),
        pytest.param("Not a fair open vote. " + "So it was. " * 30, True, id="the first word of a long text"),
        ("the fair open vote.\n\nNot so", False),
    ],
)
def test_a_negation_counts_in_its_own_sentence_and_paragraph(text: str, *, warned: bool) -> None:
    outcome = find(text, "fair open vote")
    assert isinstance(outcome, Found)
    assert ("negation-outside" in outcome.warnings) is warned
