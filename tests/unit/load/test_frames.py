"""Arrow is loaded for Parquet alone."""

import subprocess
import sys
from pathlib import Path

import pandas as pd

SCRIPT = """
import sys
from pathlib import Path
import atlas.load.features, atlas.load.grid, atlas.load.layer_survey, atlas.load.points, atlas.load.sheets
import pyogrio
from atlas.load.recipe import TableSpec
print("pyarrow" in sys.modules)
file = Path(sys.argv[1])
sheet, found = atlas.load.sheets.open_sheet(file.parent, file, None)
print(sheet.header, *(list(column.cells) for column in sheet.columns), found)
"""


def test_arrow_is_loaded_for_parquet_alone_which_is_read_as_ever(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    days = pd.to_datetime(["2024-12-31", None])
    pd.DataFrame({"key": ["01", "Süd"], "count": [3, 4], "share": [1.5, None], "day": days}).to_parquet(file)
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(file)], capture_output=True, text=True, check=True)
    assert ["False", "('key', 'count', 'share', 'day') ['01', 'Süd'] [3, 4] [1.5, ''] ['2024-12-31', ''] ()"] == done.stdout.splitlines()
