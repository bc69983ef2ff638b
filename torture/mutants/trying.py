"""Puts one mutant into a running program, and runs tests on it; what both kinds of workers share."""

import gc
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

from torture.mutants.listing import make_tree

_MEMORY = 3 << 30
"""Bytes beyond which a mutant has lost its way."""
KILLED, SURVIVED, BROKEN = 1, 0, 3
Functions = dict[tuple[str, str], list[FunctionType]]


def run_apart(run: Callable[[Callable[[str], None]], bool]) -> tuple[str, str]:
    """Run something in a process of its own; give `killed`, `survived` or `stopped`, and the test that it told last."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        os.setsid()
        _be_silent()
        # What fails outside of a test is our own mistake, and no kill.
        code = BROKEN
        try:
            code = SURVIVED if run(lambda test: _tell(writer, test)) else KILLED
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        said = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(status)
    assert code != BROKEN, "a mutant must be put in place and tried without an error of our own"
    return {KILLED: "killed", SURVIVED: "survived"}.get(code, "stopped"), said[-1] if said else ""


def limit_time(seconds: float) -> None:
    """Let this process end if it isn't told another limit before."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def list_functions() -> Functions:
    """Give all functions of this process by the file and the name of their code, and spare forks their memory."""
    found: Functions = {}
    gc.collect()
    for made in gc.get_objects():
        if isinstance(made, FunctionType):
            found.setdefault((made.__code__.co_filename, made.__code__.co_qualname), []).append(made)
    # A collection would otherwise write to every page of what is shared with the parent.
    gc.freeze()
    return found


def replace_function(functions: Functions, path: Path, number: int, name: str) -> None:
    """Put a mutant's code into every function that was made from the code it changes."""
    mutated = compile(make_tree(path.read_text(encoding="utf-8"), number), str(path), "exec")
    codes = [code for code in _list_codes(mutated) if code.co_qualname == name]
    made: dict[int, list[FunctionType]] = {code.co_firstlineno: [] for code in codes}
    for function in functions[str(path), name]:
        made[function.__code__.co_firstlineno].append(function)
    for code in codes:
        for function in made[code.co_firstlineno]:
            function.__code__ = code


def import_mutated(path: Path, number: int) -> None:
    """Let the module be imported as the mutant has it."""
    original = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        if self.path != str(path):
            return original(self, name)
        return compile(make_tree(path.read_text(encoding="utf-8"), number), str(path), "exec")

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def remove(folder: Path) -> None:
    """Remove what a mutant left."""
    shutil.rmtree(folder, ignore_errors=True)


def _list_codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _list_codes(inner)


def _be_silent() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if descriptor is not None:
            os.dup2(nothing, descriptor.fileno())
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(writer: int, test: str) -> None:
    os.write(writer, f"{test}\n".encode())
