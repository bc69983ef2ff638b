"""Lets chance, led by what code it reaches, look for what breaks one group of laws: `python -m torture.fuzz_target`."""

import argparse
import importlib
import sys
from collections.abc import Callable, Mapping

TARGETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "content": (
        "tests.test_laws_of_content",
        (
            "test_whatever_a_field_holds_gives_a_library_or_problems",
            "test_whatever_stands_in_a_file_gives_a_library_or_problems",
        ),
    ),
    "yaml": ("tests.test_laws_of_hostile", ("test_whatever_a_file_holds_is_a_tree_or_has_problems",)),
    "quotes": (
        "tests.test_laws_of_quotes",
        (
            "test_what_is_found_folds_to_the_quote",
            "test_every_outcome_can_be_printed",
            "test_to_seek_is_to_find_without_an_explanation",
            "test_folding_twice_is_folding_once",
        ),
    ),
    "views": ("tests.test_laws_of_hostile", ("test_whatever_markdown_holds_can_be_viewed",)),
    "escapes": (
        "tests.test_laws_of_hostile",
        (
            "test_a_text_is_shown_as_it_is_by_each_engine",
            "test_a_checked_page_makes_nothing_but_what_markdown_makes",
            "test_whatever_a_lock_holds_is_read_or_has_problems",
        ),
    ),
}
"""The module of each target's laws, and the laws."""


def main() -> None:
    """Fuzz one target until its time is up; a law that breaks ends the program with its exception."""
    parser = argparse.ArgumentParser(description="Fuzz one group of laws.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--artifacts", required=True, help="a folder for inputs that break a law")
    options = parser.parse_args()
    import atheris  # noqa: PLC0415 - which not every Python has

    module, names = TARGETS[options.target]
    with atheris.instrument_imports(include=["generator"]):
        laws = importlib.import_module(module)
    tries: list[Callable[[bytes], object]] = [getattr(laws, name).hypothesis.fuzz_one_input for name in names]

    def try_one(given: bytes) -> None:
        tries[given[0] % len(tries) if given else 0](given[1:])

    flags = [
        f"-max_total_time={options.seconds}",
        f"-seed={options.seed}",
        f"-artifact_prefix={options.artifacts}/",
        "-timeout=60",
        "-max_len=4096",
        "-len_control=20",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *flags], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
