"""A factbook compiled from YAML facts, each value proved by a short quote, into one SQLite file.

Rooms, each of which imports only from those before it. The two in the middle meet in the database and nowhere else:

    ground       problems, files, project, schema, text
    facts in     factfiles, evidence, rules, compile
    pages out    record, formats, export, site
    tools        editor, cli
"""

import sys
from importlib import import_module

# sqlite-utils imports pandas wherever that is installed: most of a second at every start, for what is not used here.
_UNUSED = {name: None for name in ("pandas", "numpy") if name not in sys.modules}
sys.modules.update(_UNUSED)  # type: ignore[arg-type] # None is how Python is told that a module is not there
import_module("sqlite_utils")
for _name in _UNUSED:
    del sys.modules[_name]
