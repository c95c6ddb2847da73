"""yaml-to-sqlite from one joined file a table, its best case: `python joined_yaml.py FOLDER DATABASE`.

It is called once a table, in one process. Lists inside a record stay JSON; nothing is checked.
"""

from __future__ import annotations

import sys
from pathlib import Path

from yaml_to_sqlite.cli import cli

for path in sorted(Path(sys.argv[1]).glob("*.yml")):
    cli([sys.argv[2], path.stem, str(path), "--pk", "id"], standalone_mode=False)
