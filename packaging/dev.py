"""The two commands: `python3 packaging/dev.py run` and `python3 packaging/dev.py test`; `--help` names the others.

This file parses on every Python from 2.7 on, so that one too old for kneerehab is told so and no syntax error is shown.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "kneerehab needs Python 3.11 or newer; this is Python %d.%d (%s).\n"
        "Install a newer one from https://www.python.org/downloads/ or with your system's package manager,\n"
        "then start this script with it, for example: python3.12 packaging/dev.py run"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

from dev_commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
