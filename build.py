"""The door: ``python build.py --help``."""

import sys

from reasonphrase.cli import main

if __name__ == "__main__":
    sys.exit(main())
