"""Uses a window at random for a long time: `python -m tests.soak --help`."""
