"""Colours, fonts, icons, text layout and painting."""
