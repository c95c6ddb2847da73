"""frictionless publishing a data package of CSV files to SQLite: `python data_package.py FOLDER DATABASE`.

Each value is read as the type that its Table Schema declares.
"""

from __future__ import annotations

import sys
from pathlib import Path

from frictionless import Package

Package(str(Path(sys.argv[1]) / "datapackage.json")).publish(f"sqlite:///{Path(sys.argv[2]).resolve()}")
