"""What several test files need: a project that can be spoilt, and records read from a few lines of YAML."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator import record_reader
from generator.link import Library
from generator.load import TEXTS_VARIABLE
from generator.model import CorpusSettings
from generator.pipeline import check_project, make_lock
from generator.problems import Problem, has_errors
from generator.publish import write_whole
from generator.record import Record
from generator.yaml_file import YamlFile
from generator.yaml_tree import Node, parse_yaml

NAMED_TEXTS = os.environ.pop(TEXTS_VARIABLE, None)
"""Where whoever runs the tests has the texts of content/; no test of another corpus may look there."""
ROOT = Path(__file__).parent.parent
ORLAN = ROOT / "tests" / "orlan"
LOCK = "content/evidence.lock"

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Project:
    """A project on the disk."""

    root: Path

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def remove_texts(self) -> None:
        shutil.rmtree(self.root / "content" / "texts")

    def relock(self) -> str:
        """Do what `asreported lock` does."""
        text, _ = make_lock(self.root)
        write_whole(self.root / LOCK, text)
        return text

    def check(self, *, is_strict: bool = True) -> tuple[Problem, ...]:
        return check_project(self.root, is_strict=is_strict)[2]

    def errors(self) -> list[str]:
        """Give the errors as printed."""
        return [str(problem) for problem in self.check() if problem.severity == "error"]

    def warnings(self, code: str) -> list[str]:
        """Give the warnings of a code as printed."""
        return [str(problem) for problem in self.check() if problem.severity == "warning" and problem.code == code]

    def library(self) -> Library:
        library, _, problems = check_project(self.root)
        assert library is not None
        assert not has_errors(problems), list(map(str, problems))
        return library


def parse(text: str) -> Node:
    """Parse YAML that has nothing wrong."""
    tree, problems = parse_yaml(text, "a.yml")
    assert not problems
    assert tree is not None
    return tree


def read_record(model: type[R], text: str) -> R:
    """Read a sound record, with its places."""
    tree = parse(text)
    record, problems = record_reader.read_record(model, tree, YamlFile("a.yml", text))
    assert record is not None, show(problems)
    return record


def read_settings() -> CorpusSettings:
    return read_record(CorpusSettings, (ORLAN / "content" / "corpus.yml").read_text(encoding="utf-8"))


def show(problems: Sequence[Problem]) -> str:
    """Give problems as printed, one below the other."""
    return "\n".join(map(str, problems))
