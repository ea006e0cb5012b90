"""Every bound on what is read: far above any real file, so that a hostile one is refused before it grows.

With them no file of up to 5 MB takes a reader beyond 200 MB of memory.

site/js/form-limits.js and site/js/table-limits.js say the same in the browser.
"""

from __future__ import annotations

TEXT_BYTES = 5_000_000
"""Largest text file of a project: YAML, Markdown, a notice, records as JSON."""

YEARS = range(1000, 3000)
"""Years of days that a project may name, and of its folders: days are reckoned on by years, and 9999 is the last."""

YAML_CHARACTERS = 500_000
"""Longest YAML file."""
YAML_NODES = 10_000
"""Most entries, items and values in one YAML file."""
YAML_DEPTH = 30
"""Deepest nesting of a YAML file."""

ZIP_MEMBERS = 1_000
"""Most parts of a .docx or .xlsx file."""

XML_DEPTH = 256
"""Deepest nesting of a part of an .xlsx file."""
XML_TAG = 1_000_000
"""Most bytes of one tag of it."""
XML_NAMES = 10_000
"""Most different names of its elements and attributes."""

TABLE_BYTES = 50_000_000
"""Largest spreadsheet file that is held whole, and largest .xlsx file."""
TABLE_UNPACKED = 100_000_000
"""Most bytes of all parts of an .xlsx file, as stated and as found."""
TABLE_MARKS = 4_000_000
"""Most tags in all parts of an .xlsx file, empty elements counted twice: a cell with a value has four."""
TABLE_TEXT = 131_072
"""Most characters of one cell."""
TABLE_CHARACTERS = 30_000_000
"""Most characters of all cells of a sheet of an .xlsx file, a shared string counted wherever it stands."""
TABLE_STYLES = 65_536
"""Most styles of an .xlsx file, and most number formats: a spreadsheet makes no more."""
TABLE_ROWS = 200_000
"""Highest row number read."""
TABLE_CELLS = 1_000_000
"""Most cells of a table that is held whole, empty ones between full ones included."""

STREAM_BYTES = 1_000_000_000
"""Largest .csv file that is read a row at a time."""
STREAM_ROW = 1_000_000
"""Most characters of one row of it."""
STREAM_SHARE = 2_500_000
"""An .xlsx file read a row at a time of up to two such shares of bytes may hold as much as one held whole, and
as much again for each further share: what it may hold bounds time alone, and goes by what it is packed in."""

WORD_BYTES = 30_000_000
"""Largest .docx file, and most bytes of its parts as its directory states them; pictures are most of it."""
WORD_TEXT = 2_500_000
"""Most bytes of the text of a .docx file once unpacked: a filled form has a tenth of that."""

PDF_BYTES = 12_000_000
"""Largest .pdf file: a form with a scanned seal has a tenth of that."""
PDF_FIELDS, PDF_DEPTH = 5_000, 10
"""Most fields of a .pdf file, and how deep they may be nested."""
PDF_VALUE = 200_000
"""Most characters of one value."""
PDF_VALUES = 2_000_000
"""Most characters of all names and values of a .pdf file together, each read once."""
PDF_ENTRIES = 200_000
"""Most objects of a .pdf file."""
PDF_TRAILERS = 1_000
"""Most trailers of a .pdf file: each saving adds one or two."""
PDF_ROOT_RECOVERY = 2_000
"""Most objects looked at for a catalogue that the trailer does not name."""
PDF_STREAM = 12_000_000
"""Most bytes of one stream, as stated and once unpacked."""
PDF_STREAM_WORK = 24_000_000
"""Most bytes a stream may pass through its filters."""
PDF_FILTERS = 3
"""Most filters of one stream."""
PDF_ELEMENTS = 20_000
"""Most elements of one array or dictionary."""
