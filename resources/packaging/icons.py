"""Draws the application's icon in all sizes from its SVG."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw_icons(svg: Path, folder: Path) -> list[Path]:
    """Write a PNG of each size below `folder` as an icon theme has them, and a .ico and a .icns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    icon = QIcon(str(svg))
    files = [folder / f"{size}x{size}" / "apps" / f"{svg.stem}.png" for size in SIZES]
    largest = {".ico": 256, ".icns": 512}
    drawn = [*zip(files, SIZES, strict=True)]
    drawn += [(folder / f"{svg.stem}{suffix}", size) for suffix, size in largest.items()]
    for file, size in drawn:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not icon.pixmap(QSize(size, size), 1.0).toImage().save(str(file)):
            raise OSError(f"{file}: the icon cannot be written")
    del application
    return files
