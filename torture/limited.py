"""Runs a command that may not have more than so much: `python -m torture.limited --fsize|--nofile MOST COMMAND`."""

import resource
import runpy
import sys
from pathlib import Path

_LIMITS = {"--fsize": resource.RLIMIT_FSIZE, "--nofile": resource.RLIMIT_NOFILE}


def main() -> None:
    """Set the limit once the command's own modules are there, and run it in this process."""
    limit, most = _LIMITS[sys.argv[1]], int(sys.argv[2])
    sys.argv = sys.argv[3:]
    import generator.making  # noqa: PLC0415 - Python can't say clearly that it can't open its own modules
    import generator.mkdocs_hook  # noqa: PLC0415
    import generator.rewriting  # noqa: F401, PLC0415
    from generator import cli  # noqa: PLC0415

    resource.setrlimit(limit, (most, most))
    if sys.argv[0] == "asreported":
        cli.main()
    else:
        runpy.run_path(str(Path(sys.executable).parent / sys.argv[0]), run_name="__main__")


if __name__ == "__main__":
    main()
