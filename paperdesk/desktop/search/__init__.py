"""The search box, its chips and completion, history and saved searches."""
