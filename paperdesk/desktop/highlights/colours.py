"""What the colours of highlights are called."""

from __future__ import annotations

from paperdesk.translation import tr

COLOUR_NAMES = {
    "yellow": tr("Yellow"),
    "green": tr("Green"),
    "blue": tr("Blue"),
    "pink": tr("Pink"),
    "purple": tr("Purple"),
}
ONLY_IN = {
    "yellow": tr("Only yellow"),
    "green": tr("Only green"),
    "blue": tr("Only blue"),
    "pink": tr("Only pink"),
    "purple": tr("Only purple"),
}
"""Filters of highlights."""
KEY_HIGHLIGHTS_IN = {
    "yellow": tr("H highlights in yellow"),
    "green": tr("H highlights in green"),
    "blue": tr("H highlights in blue"),
    "pink": tr("H highlights in pink"),
    "purple": tr("H highlights in purple"),
}
