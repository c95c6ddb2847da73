"""A factbook compiled from YAML facts, each value proved by a short quote, into one SQLite file.

The stages, each a module that imports only from those before it:
problems, text, schema, read, archive, lock, validate, compile, audit, record, formats, export, site, cli.
"""

import sys
from importlib import import_module

# sqlite-utils imports pandas wherever that is installed: most of a second at every start, for what is not used here.
_UNUSED = {name: None for name in ("pandas", "numpy") if name not in sys.modules}
sys.modules.update(_UNUSED)  # type: ignore[arg-type] # None is how Python is told that a module is not there
import_module("sqlite_utils")
for _name in _UNUSED:
    del sys.modules[_name]
