"""Long jobs. Those that take long enough to be watched are generators of events."""

from __future__ import annotations

from paperdesk.tasks.adding import add_papers
from paperdesk.tasks.archiving import archive, restore
from paperdesk.tasks.backing_up import (
    back_up,
    back_up_before,
    back_up_if_due,
    backup_files,
    copy_to,
    described_backup,
    prepared,
    present_contents,
    put_in_place,
)
from paperdesk.tasks.exporting import export, export_notes
from paperdesk.tasks.importing import ImportOptions, import_files, read_again
from paperdesk.tasks.indexing import index
from paperdesk.tasks.merging import (
    is_merged_archive,
    merge_again,
    merge_archive,
    merged_file,
    preview_merge,
)
from paperdesk.tasks.notes_folder import update_notes
from paperdesk.tasks.previewing import preview, preview_again, previews
from paperdesk.tasks.receipts import write_receipt
from paperdesk.tasks.retrying import retry_record

__all__ = [
    "ImportOptions",
    "add_papers",
    "archive",
    "back_up",
    "back_up_before",
    "back_up_if_due",
    "backup_files",
    "copy_to",
    "described_backup",
    "export",
    "export_notes",
    "import_files",
    "index",
    "is_merged_archive",
    "merge_again",
    "merge_archive",
    "merged_file",
    "prepared",
    "present_contents",
    "preview",
    "preview_again",
    "preview_merge",
    "previews",
    "put_in_place",
    "read_again",
    "restore",
    "retry_record",
    "update_notes",
    "write_receipt",
]  # fmt: skip
