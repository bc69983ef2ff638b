"""The interface speaks: sentences with slots, plurals, dates and numbers, in the language of a catalogue."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalogues import check_languages, is_plainly_sound
from generator.edtf import parse_edtf
from generator.interface import Interface, check_catalogue
from generator.markdown import Markdown, escape_markdown
from tests.helpers import Project, read_settings
from tests.sites import SOUP, expect, seen, show_markdown

HEAD = r"""msgid ""
msgstr ""
"Language: ru\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""
RUSSIAN = f"""{HEAD}
msgid "Said by {{speaker}}."
msgstr "{{speaker}}: его слова."

msgid "{{number}} claim"
msgid_plural "{{number}} claims"
msgstr[0] "{{number}} утверждение"
msgstr[1] "{{number}} утверждения"
msgstr[2] "{{number}} утверждений"

msgid "figure"
msgstr "число"

msgid "probably {{date}}"
msgstr "вероятно, {{date}}"

msgid "about {{date}}"
msgstr "около {{date}}"

msgid "from {{start}} to {{end}}"
msgstr "с {{start}} по {{end}}"

msgid "since {{start}}"
msgstr "с {{start}}"

msgid "left empty"
msgstr ""
"""
ENGLISH = Interface("en", "en")
OTHER = Interface("ru", "en", [RUSSIAN])


# --- Sentences ----------------------------------------------------------------------------------------------------


def test_a_sentence_is_that_of_the_catalogue() -> None:
    assert OTHER.word("Said by {speaker}.", speaker="Осс") == "Осс: его слова."
    assert ENGLISH.word("Said by {speaker}.", speaker="Oss") == "Said by Oss."


def test_a_sentence_that_is_not_translated_stays_english() -> None:
    assert OTHER.word("No such page") == "No such page"
    assert OTHER.word("left empty") == "left empty"


def test_the_last_of_several_catalogues_goes_first() -> None:
    own = f'{HEAD}\nmsgid "figure"\nmsgstr "цифра"\n'
    both = Interface("ru", "en", [RUSSIAN, own])
    assert both.find_term("figure") == "цифра"
    assert both.word("Said by {speaker}.", speaker="x") == "x: его слова."
    assert Interface("ru", "en", [own, RUSSIAN]).find_term("figure") == "число"


def test_values_are_escaped_and_markdown_stays() -> None:
    link = Markdown("[Oss](actors/mira-oss.md)")
    assert ENGLISH.say("Said by {speaker}.", speaker=link) == "Said by [Oss](actors/mira-oss.md)."
    assert ENGLISH.say("Said by {speaker}.", speaker="*Oss*") == "Said by &#42;Oss&#42;."
    assert isinstance(ENGLISH.say("x"), Markdown)


def test_a_translation_is_text_not_markup() -> None:
    hostile = Interface("ru", "en", [f'{HEAD}\nmsgid "Home"\nmsgstr "<script>*x*</script> [y](z)"\n'])
    assert show_markdown(hostile.say("Home")).text == "<script>*x*</script> [y](z)"
    assert not show_markdown(hostile.say("Home")).find_all("script", "em", "a")


def test_an_unknown_slot_stays_as_it_is() -> None:
    assert ENGLISH.say("a {b} c") == "a &#123;b&#125; c"
    assert ENGLISH.word("a {b} c") == "a {b} c"


@pytest.mark.parametrize("value", ["{other}", "{0}", "{value.__class__}", "%s", "{{value}}"])
def test_a_value_is_never_run(value: str) -> None:
    assert ENGLISH.word("a {value} b", value=value, other="OTHER") == f"a {value} b"
    assert show_markdown(ENGLISH.say("a {value} b", value=value, other="OTHER")).text == f"a {value} b"


def test_what_looks_like_a_format_is_no_slot() -> None:
    assert ENGLISH.word("{value.__class__} {value!r} {0:x}", value=1) == "{value.__class__} {value!r} {0:x}"


@settings(max_examples=300, deadline=None)
@given(before=SOUP, value=SOUP, after=SOUP)
def test_a_sentence_shows_its_words_and_its_values(before: str, value: str, after: str) -> None:
    message = f"x{before.replace('{', '').replace('}', '')} {{value}} {after.replace('{', '').replace('}', '')}x"
    top = show_markdown(ENGLISH.say(message, value=value))
    assert {element.tag for element in top} <= {"", "p"}
    assert top.text == seen(expect(message.replace("{value}", value, 1)))
    marked = ENGLISH.say(message, value=escape_markdown(value))
    assert show_markdown(marked).text == top.text


# --- Numbers and plurals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (0, "0 claims", "0 утверждений"),
        (1, "1 claim", "1 утверждение"),
        (2, "2 claims", "2 утверждения"),
        (5, "5 claims", "5 утверждений"),
        (11, "11 claims", "11 утверждений"),
        (21, "21 claims", "21 утверждение"),
        (1234, "1,234 claims", "1\u00a0234 утверждения"),
    ],
)
def test_a_number_takes_the_form_of_its_language(number: int, english: str, russian: str) -> None:
    assert ENGLISH.tally(number, "{number} claim", "{number} claims") == english
    assert OTHER.tally(number, "{number} claim", "{number} claims") == russian


def test_a_form_that_is_left_empty_stays_english() -> None:
    half = Interface("ru", "en", [RUSSIAN.replace("{number} утверждений", "")])
    assert half.tally(2, "{number} claim", "{number} claims") == "2 утверждения"
    assert half.tally(5, "{number} claim", "{number} claims") == "5 claims"


def test_a_form_may_hold_other_slots() -> None:
    assert ENGLISH.tally(2, "paragraph {list}", "paragraphs {list}", list="1, 2") == "paragraphs 1, 2"


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (7, "7", "7"),
        (1_234_567, "1,234,567", "1\u00a0234\u00a0567"),
        (Decimal("52.25"), "52.25", "52,25"),
        (Decimal("41.50"), "41.50", "41,50"),
        (Decimal(3), "3", "3"),
    ],
)
def test_a_number_keeps_all_its_digits(number: int | Decimal, english: str, russian: str) -> None:
    assert ENGLISH.write_number(number) == english
    assert OTHER.write_number(number) == russian


# --- The corpus's own words, and languages ------------------------------------------------------------------------


def test_a_term_is_found_in_the_catalogue_or_not_at_all() -> None:
    assert OTHER.find_term("figure") == "число"
    assert OTHER.find_term("denial") is None
    assert ENGLISH.find_term("denial") == "denial"


@pytest.mark.parametrize(
    ("tag", "english"),
    [("ru", "Russian"), ("kk", "Kazakh"), ("kk-Latn", "Kazakh (Latin)"), ("xx", "xx"), ("qaa-x", "qaa-x")],
)
def test_a_language_is_named(tag: str, english: str) -> None:
    assert ENGLISH.name_language(tag) == english


def test_a_language_names_itself() -> None:
    assert (ENGLISH.name_itself(), OTHER.name_itself()) == ("English", "Русский")
    assert Interface("kk", "en").name_itself() == "Қазақ тілі"


# --- Dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-06-09", "9 June 2019"),
        ("2019-06", "June 2019"),
        ("2019", "2019"),
        ("2019?", "probably 2019"),
        ("1995~", "about 1995"),
        ("2019-06%", "probably about June 2019"),
        ("199X", "between 1990 and 1999"),
        ("19XX", "between 1900 and 1999"),
        ("2019-XX-XX", "2019"),
        ("2019-06-XX", "June 2019"),
        ("2007/2012", "from 2007 to 2012"),
        ("1991/..", "since 1991"),
        ("../1991-12", "until December 1991"),
        ("2027~/..", "since about 2027"),
        ("0000-02-29", "29 February 0"),
        ("0987-11", "November 987"),
    ],
)
def test_words_for_readers(text: str, words: str) -> None:
    assert ENGLISH.write_date(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-06-11/2019-06-30", "between 11 June 2019 and 30 June 2019"),
        ("../1991-12", "by December 1991"),
        ("1991/..", "not before 1991"),
        ("2019-06-09", "9 June 2019"),
    ],
)
def test_words_for_a_moment_between_two_days(text: str, words: str) -> None:
    assert ENGLISH.write_date(parse_edtf(text), is_moment=True) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019", "2019"),
        ("2019?", "вероятно, 2019"),
        ("2007/2012", "с 2007 по 2012"),
        ("1991~/..", "с около 1991"),
        ("../1991", "until 1991"),
    ],
)
def test_words_for_readers_of_another_language(text: str, words: str) -> None:
    assert OTHER.write_date(parse_edtf(text)) == words


@pytest.mark.parametrize(("text", "part"), [("2019-06-09", "9 июня 2019"), ("2019-06", "июнь 2019")])
def test_months_of_another_language_are_written_out(text: str, part: str) -> None:
    assert OTHER.write_date(parse_edtf(text)).startswith(part)


@given(
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
    st.sampled_from(["en", "ru", "kk", "de"]),
)
def test_any_date_is_written_with_its_year(day: dt.date, length: int, mark: str, language: str) -> None:
    date = parse_edtf(f"{day.isoformat()[:length]}{mark}")
    assert str(date.earliest[0]) in Interface(language, "en").write_date(date)


# --- Catalogues that are wrong ------------------------------------------------------------------------------------

PATH = "content/locale/ru.po"


def test_a_sound_catalogue_has_no_problem() -> None:
    assert check_catalogue(RUSSIAN, PATH) == ()
    assert check_catalogue("", PATH) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f'{HEAD}\nmsgid "Said by {{speaker}}."\nmsgstr "{{speeker}}, {{x}}"\n',
            (
                f"{PATH}:8:1: error: a translation must fill no slot but its sentence's, found {{speeker}}, {{x}} "
                "[catalogue-slot]\n  hint: copy the slot's name"
            ),
        ),
        (
            f'{HEAD}\nmsgid "{{number}} a"\nmsgid_plural "{{number}} b"\nmsgstr[0] "{{number}}"\nmsgstr[2] "{{n}}"\n',
            (
                f"{PATH}:8:1: error: a translation must fill no slot but its sentence's, found {{n}} [catalogue-slot]\n"
                "  hint: copy the slot's name"
            ),
        ),
        (
            f'{HEAD}\nmsgid "a"\nwhat is this\n',
            (
                f"{PATH}:9:1: error: a catalogue must be a gettext file, found: Unknown or misformatted keyword "
                "[catalogue-unreadable]\n  hint: compare it with another catalogue"
            ),
        ),
    ],
    ids=["an unknown slot", "an unknown slot in a plural", "no gettext"],
)
def test_a_mistake_in_a_catalogue(text: str, message: str) -> None:
    assert [str(problem) for problem in check_catalogue(text, PATH)] == [message]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(RUSSIAN)), st.text(st.sampled_from('"\\{}n msgidtr[]0#~\nЖ'), max_size=6))
def test_whatever_stands_in_a_catalogue_is_spoken_or_refused(position: int, new: str) -> None:
    text = RUSSIAN[:position] + new + RUSSIAN[position:]
    if not check_catalogue(text, PATH):
        spoilt = Interface("ru", "en", [text])
        assert spoilt.word("Said by {speaker}.", speaker="x")
        assert spoilt.tally(5, "{number} claim", "{number} claims")


@pytest.mark.parametrize(
    ("old", "new"),
    [("charset=utf-8", "charset=xyz"), ("plural=(n%10", "plural=n%%(10"), ("nplurals=3", "nplurals=three")],
    ids=["an unknown encoding", "a broken rule of plurals", "no number of plurals"],
)
def test_a_head_that_nobody_can_read_is_no_traceback(old: str, new: str) -> None:
    assert old in RUSSIAN
    text = RUSSIAN.replace(old, new)
    codes = [problem.code for problem in check_catalogue(text, PATH)]
    assert codes in ([], ["catalogue-unreadable"])
    if not codes:
        assert Interface("ru", "en", [text]).word("figure") == "число"


KNOWN_HEAD = (
    "Project-Id-Version: As Reported\\nLanguage: xx\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"
    "MIME-Version: 1.0\\nContent-Type: text/plain; charset=utf-8\\nContent-Transfer-Encoding: 8bit\\n"
)
SIMPLE = """# Of a corpus.
msgid ""
msgstr ""
"Project-Id-Version: As Reported\\n"
"Language: xx\\n"
"Plural-Forms: nplurals=2; "
"plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

# unreviewed
#. kind of claim
msgid "figure"
msgstr "число"

msgid "event"
msgstr ""
"""


def test_a_simple_catalogue_is_sound_without_a_closer_look() -> None:
    assert is_plainly_sound(SIMPLE, frozenset({KNOWN_HEAD}))
    assert check_catalogue(SIMPLE, PATH) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nplurals=2", "nplurals=3"),
        ('"event"', '"{event}"'),
        ('"event"', '"figure"'),
        ('"event"', '"ev\\"ent"'),
        ("# unreviewed", "#, fuzzy"),
        (
            'msgstr ""\n',
            'msgstr ""',
        ),
        ("msgid", "msgctxt"),
    ],
    ids=["head", "slot", "twice", "escape", "flag", "no end", "context"],
)
def test_any_other_is_looked_at_closely(old: str, new: str) -> None:
    assert not is_plainly_sound(new.join(SIMPLE.rsplit(old, 1)), frozenset({KNOWN_HEAD}))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, len(SIMPLE)),
    st.integers(0, 9),
    st.text(st.sampled_from('"\\{} msgidtr[]0#~.:\nЖ\r\x85'), max_size=8),
)
def test_what_needs_no_closer_look_would_pass_it(position: int, length: int, new: str) -> None:
    text = SIMPLE[:position] + new + SIMPLE[position + length :]
    if is_plainly_sound(text, frozenset({KNOWN_HEAD})):
        assert check_catalogue(text, PATH) == ()


def test_the_programs_own_catalogues_are_not_checked_again() -> None:
    broken = {"generator/locale/ru.po": "what is this"}
    assert list(check_languages(read_settings(), broken)) == []
    assert [problem.code for problem in check_languages(read_settings(), {"content/locale/ru.po": "what"})] == [
        "catalogue-unreadable"
    ]


def test_a_catalogue_is_read_as_utf_8_whatever_its_head_says() -> None:
    told = Interface("ru", "en", [RUSSIAN.replace("charset=utf-8", "charset=koi8-r")])
    assert told.word("figure") == "число"


def test_a_language_without_a_catalogue_is_refused(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "[en, ru]", "[en, ru, de]")
    (error,) = orlan.errors()
    assert error.startswith("content/corpus.yml:2:21: error: a language must be one of en, ")
    assert error.endswith(", found de [language-unknown]\n  hint: add content/locale/de.po, or leave the language out")


def test_a_language_of_which_no_dates_are_known_is_refused(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "[en, ru]", "[en, tlh]")
    orlan.write("content/locale/tlh.po", HEAD.replace("ru", "tlh"))
    assert [error.partition("[")[2].partition("]")[0] for error in orlan.errors()] == ["language-unknown"]


def test_an_own_catalogue_makes_a_language_known(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "[en, ru]", "[en, de]")
    orlan.write("content/locale/de.po", HEAD.replace("ru", "de"))
    assert orlan.errors() == []


def test_a_mistake_in_an_own_catalogue_is_told_with_its_place(orlan: Project) -> None:
    orlan.edit("content/locale/ru.po", 'msgstr "число"', 'msgstr "число {n}"')
    line = orlan.read("content/locale/ru.po").splitlines().index('msgid "figure"') + 1
    (error,) = orlan.errors()
    message = "a translation must fill no slot but its sentence's, found {n} [catalogue-slot]"
    assert error.splitlines()[0] == f"content/locale/ru.po:{line}:1: error: {message}"


def test_a_catalogue_that_is_no_gettext_gives_one_error(orlan: Project) -> None:
    orlan.write("content/locale/ru.po", "not at all\n")
    assert [error.partition(": error: ")[0] for error in orlan.errors()] == ["content/locale/ru.po:1:1"]
    assert "[catalogue-unreadable]" in orlan.errors()[0]
