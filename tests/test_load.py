"""A project is read into memory; what is no part of it is refused."""

import hashlib
from pathlib import Path

import pytest

from generator.load import TEXTS_VARIABLE, find_texts_dir, load_content
from tests.helpers import Project, show

SOURCE = "content/sources/a.yml"
HOLD = (
    "content/ must hold corpus.yml, topics.yml, actors.yml, disputes.yml, moved.yml, FOLDER/ID.yml, pages/NAME.md "
    "and locale/LANGUAGE.po only, found "
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write("content/corpus.yml", "title: x\n")
    return project


def test_files_are_read_in_the_order_of_their_names(project: Project) -> None:
    for path in ("content/topics.yml", "content/pages/home.md", "content/claims/b.yml", "content/claims/a.yml"):
        project.write(path, path)
    content, problems = load_content(project.root)
    assert not problems
    assert list(content.files) == [
        *("content/corpus.yml", "content/topics.yml", "content/claims/a.yml", "content/claims/b.yml"),
        "content/pages/home.md",
    ]
    assert content.files["content/claims/a.yml"] == "content/claims/a.yml"
    assert content.lock is None


def test_the_lock_is_no_file_of_the_content(project: Project) -> None:
    project.write("content/evidence.lock", "# x\n")
    content, problems = load_content(project.root)
    assert not problems
    assert content.lock == "# x\n"
    assert list(content.files) == ["content/corpus.yml"]


def test_line_ends_stay_and_a_byte_order_mark_goes(project: Project) -> None:
    (project.root / SOURCE).parent.mkdir()
    (project.root / SOURCE).write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    content, _ = load_content(project.root)
    assert content.files[SOURCE] == "a: 1\r\nb: 2\r\n"


def test_the_templates_that_came_with_the_package_are_read(project: Project) -> None:
    content, _ = load_content(project.root)
    assert "claim" in content.templates["source.md.j2"]


def test_the_templates_of_the_project_come_first(project: Project) -> None:
    project.write("templates/own.md.j2", "mine")
    project.write("templates/source.md.j2", "my own")
    project.write("templates/notes.txt", "not a template")
    content, _ = load_content(project.root)
    assert content.templates["own.md.j2"] == "mine"
    assert content.templates["source.md.j2"] == "my own"
    assert "claim" in content.templates["claim.md.j2"]
    assert "notes.txt" not in content.templates


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/settings.yml", "move it out of content/"),
        ("content/claims/a.yaml", "rename it to end in .yml"),
        ("content/claims/a.md", "move it out of content/"),
        ("content/pages/home.yml", "move it out of content/"),
        ("content/claims/2040/a.yml", "move it out of content/"),
        ("content/claims/evidence.lock", "move it out of content/"),
        ("content/notes.md", "move it out of content/"),
    ],
)
def test_a_file_that_nobody_reads_is_refused(project: Project, path: str, hint: str) -> None:
    project.write(path, "x")
    content, problems = load_content(project.root)
    inside = path.removeprefix("content/")
    assert show(problems) == f"{path}:1:1: error: {HOLD}{inside} [unknown-file]\n  hint: {hint}"
    assert path not in content.files


def test_hidden_files_and_the_texts_are_left_alone(project: Project) -> None:
    for path in ("content/.DS_Store", "content/.git/x.yaml", "content/claims/.a.yml.swp", "content/texts/notes.docx"):
        project.write(path, "x")
    content, problems = load_content(project.root)
    assert not problems
    assert list(content.files) == ["content/corpus.yml"]


def test_a_folder_without_content_is_no_project(tmp_path: Path) -> None:
    content, problems = load_content(tmp_path)
    assert not content.files
    assert show(problems) == (
        "content:1:1: error: a project must have a folder content/, found none [content-missing]\n"
        "  hint: go to the project's root"
    )


def test_what_is_no_utf_8_is_refused_where_it_stands(project: Project) -> None:
    (project.root / "content/topics.yml").write_bytes(b"a: 1\nb: caf\xe9\n")
    content, problems = load_content(project.root)
    assert show(problems) == (
        "content/topics.yml:2:7: error: a file must be UTF-8, found the byte 0xE9 [encoding]\n"
        "  hint: save the file as UTF-8"
    )
    assert "content/topics.yml" not in content.files


def test_a_file_of_more_than_five_million_bytes_is_refused(project: Project) -> None:
    project.write("content/topics.yml", "#" * 5_000_000)
    assert not load_content(project.root)[1]
    project.write("content/topics.yml", "#" * 5_000_001)
    assert show(load_content(project.root)[1]) == (
        "content/topics.yml:1:1: error: a file must hold at most 5,000,000 bytes, found 5,000,001 [file-too-large]\n"
        "  hint: split the file, or move it out of the project"
    )


def test_a_link_is_refused(project: Project) -> None:
    (project.root / "content/topics.yml").symlink_to("/etc/hostname")
    content, problems = load_content(project.root)
    assert show(problems) == (
        "content/topics.yml:1:1: error: a file must lie in the project itself, found a link [file-unreadable]\n"
        "  hint: copy the file here"
    )
    assert "content/topics.yml" not in content.files


def test_a_link_that_leads_nowhere_is_refused(project: Project) -> None:
    (project.root / "content/topics.yml").symlink_to("nowhere")
    assert [problem.code for problem in load_content(project.root)[1]] == ["file-unreadable"]


@pytest.mark.parametrize(("suffix", "form"), [(".txt", "plain"), (".md", "markdown")])
def test_the_text_of_each_source_is_read(project: Project, suffix: str, form: str) -> None:
    project.write(SOURCE, "x")
    project.write(f"content/texts/a{suffix}", "One.\r\n\r\nTwo.\n")
    project.write("content/texts/b.txt", "a text without a source")
    content, problems = load_content(project.root)
    assert not problems
    assert list(content.texts) == ["a"]
    assert content.texts["a"].raw == "One.\r\n\r\nTwo.\n"
    assert content.texts["a"].format == form
    assert content.texts["a"].sha256 == hashlib.sha256(b"One.\r\n\r\nTwo.\n").hexdigest()


def test_two_texts_of_one_source_are_refused(project: Project) -> None:
    project.write(SOURCE, "x")
    project.write("content/texts/a.txt", "plain")
    project.write("content/texts/a.md", "markdown")
    assert show(load_content(project.root)[1]) == (
        "content/sources/a.yml:1:1: error: a source must have one text, found a.txt and a.md [text-twice]\n"
        "  hint: remove one"
    )


def test_a_text_that_is_no_utf_8_is_refused_and_not_at_hand(project: Project) -> None:
    project.write(SOURCE, "x")
    project.write("content/texts/a.txt", "")
    (project.root / "content/texts/a.txt").write_bytes(b"ok\n\n\xff\xfe")
    content, problems = load_content(project.root)
    assert show(problems).startswith(
        "content/texts/a.txt:3:1: error: a file must be UTF-8, found the byte 0xFF [encoding]"
    )
    assert not content.texts


def test_the_variable_names_the_folder_of_the_texts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(SOURCE, "x")
    project.write("content/texts/a.txt", "here")
    project.write("elsewhere/a.txt", "there")
    assert find_texts_dir(project.root) == project.root / "content" / "texts"
    monkeypatch.setenv(TEXTS_VARIABLE, "elsewhere")
    assert load_content(project.root)[0].texts["a"].raw == "there"
    monkeypatch.setenv(TEXTS_VARIABLE, str(project.root / "elsewhere"))
    assert load_content(project.root)[0].texts["a"].raw == "there"
    monkeypatch.setenv(TEXTS_VARIABLE, "")
    assert load_content(project.root)[0].texts["a"].raw == "here"


def test_a_variable_that_names_no_folder_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEXTS_VARIABLE, "nowhere")
    assert show(load_content(project.root)[1]) == (
        "content:1:1: error: ASREPORTED_TEXTS must name a folder, found nowhere [texts-missing]\n"
        "  hint: correct the variable, or unset it to build from the lock"
    )
