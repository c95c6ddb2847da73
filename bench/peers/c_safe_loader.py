"""PyYAML's C loader reading every fact file and doing nothing with it: `python c_safe_loader.py FACTS`."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

for path in sorted(Path(sys.argv[1]).rglob("*.yml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
