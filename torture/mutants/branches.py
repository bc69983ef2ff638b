"""Says which lines and branches of the modules no test executes."""

import json
from collections.abc import Iterator
from pathlib import Path

from coverage import Coverage

from torture.mutants.running import Place

_NEVER_RUN = "if TYPE_CHECKING:"
"""What only type checkers read."""


def find_unexecuted(place: Place, modules: tuple[str, ...]) -> Iterator[str]:
    """Give each line and each branch that the survey of the tests didn't see, in words."""
    seen = Coverage(data_file=str(place.scratch / "coverage"), branch=True, config_file=False)
    seen.load()
    seen.exclude(_NEVER_RUN)
    out = place.scratch / "branches.json"
    seen.json_report(morfs=[str(place.root / module) for module in modules], outfile=str(out))
    for path, found in sorted(json.loads(out.read_text(encoding="utf-8"))["files"].items()):
        name = Path(path).relative_to(place.root).as_posix() if Path(path).is_absolute() else path
        yield from (f"{name}:{line} is executed by no test" for line in found["missing_lines"])
        for start, end in found["missing_branches"]:
            where = f"to line {end}" if end > 0 else "to the end of the function"
            if start not in found["missing_lines"]:
                yield f"{name}:{start} is never followed {where} by any test"
