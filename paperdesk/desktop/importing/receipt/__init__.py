"""What an import did, record by record, with retry and undo."""
