"""The main window: its layout, pages, menu, notices and saved state."""
