"""What the bundle runs: the same door as `kneerehab` and `python -m kneerehab`."""

from __future__ import annotations

import sys

from kneerehab.cli import main

if __name__ == "__main__":
    sys.exit(main())
