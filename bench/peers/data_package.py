"""frictionless validating a data package of CSV files, then publishing it to SQLite: `data_package.py FOLDER DATABASE`.

Publishing alone writes NULL, and says nothing, where a value is not of the type that its Table Schema declares.
"""

from __future__ import annotations

import sys
from pathlib import Path

from frictionless import Package

package = Package(str(Path(sys.argv[1]) / "datapackage.json"))
if not package.validate().valid:
    raise SystemExit("the package is not valid")
package.publish(f"sqlite:///{Path(sys.argv[2]).resolve()}")
