"""Runs the torture: `python -m torture`."""

import sys

from torture.cli import main

sys.exit(main())
