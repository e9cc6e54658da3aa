"""Long jobs. Those that take long enough to be watched are generators of events."""

from __future__ import annotations

from paperdesk.tasks.adding import add_papers
from paperdesk.tasks.archiving import archive, restore
from paperdesk.tasks.exporting import export, export_notes
from paperdesk.tasks.importing import ImportOptions, import_files, read_again
from paperdesk.tasks.indexing import index
from paperdesk.tasks.previewing import preview, preview_again, previews
from paperdesk.tasks.receipts import write_receipt
from paperdesk.tasks.retrying import retry_record

__all__ = [
    "ImportOptions",
    "add_papers",
    "archive",
    "export",
    "export_notes",
    "import_files",
    "index",
    "preview",
    "preview_again",
    "previews",
    "read_again",
    "restore",
    "retry_record",
    "write_receipt",
]  # fmt: skip
