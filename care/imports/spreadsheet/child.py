"""The reading process's first file: `python -I child.py FILE SHEET [--careful]`."""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import_module("spreadsheet.serving").main(sys.argv[1:])
