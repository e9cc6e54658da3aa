"""The receipt of an import: its records, with retry and undo."""
