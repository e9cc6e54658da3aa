"""The fonts Paperdesk brings: Inter for the interface, Literata for reading.

Both come as packages of variable fonts under the SIL Open Font License. Where a package is missing,
the system's fonts are used.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SYSTEM_SERIFS = (
    "Charter", "Iowan Old Style", "Source Serif 4", "Noto Serif", "Cambria", "Georgia",
)  # fmt: skip
_KIND_WEIGHTS = {
    **dict.fromkeys(("app", "page", "lead", "item", "count", "section", "primary"), 600),
    **dict.fromkeys(("strong", "key", "cap"), 500),
}
_WEIGHT, _OPTICAL_SIZE = QFont.Tag("wght"), QFont.Tag("opsz")


@cache
def bundled_family(package: str) -> str:
    """Loads the fonts of a package and returns their family; empty if it is not installed."""
    folder = package_folder(package)
    family = ""
    for file in sorted(folder.glob("files/*.ttf")) if folder else ():
        family = load_font(file) or family
    return family


def interface_families() -> list[str]:
    """Inter; empty if it is not installed."""
    family = bundled_family("fontpkg_inter")
    return [family] if family else []


def reading_families() -> list[str]:
    """Literata, or the system's serif if it is not installed."""
    family = bundled_family("fontpkg_literata")
    return [family] if family else system_serif()


def system_serif() -> list[str]:
    """The first of SYSTEM_SERIFS that is installed, or what the system calls its serif."""
    present = set(QFontDatabase.families())
    return [next((family for family in SYSTEM_SERIFS if family in present), "Serif")]


def set_weight(font: QFont, weight: int) -> None:
    """Sets the weight of a font, variable or not.

    Qt opens a variable font that an application brings at its default weight unless the axis is
    set: on Linux, 400 and 600 were the same pixels.
    """
    font.setWeight(QFont.Weight(weight))
    if weight != QFont.Weight.Normal:
        font.setVariableAxis(_WEIGHT, weight)


def set_kind(widget: QWidget, kind: str) -> None:
    """Makes a label or a button one of the style sheet's kinds, in the weight of that kind.

    Style sheets know no axes of variable fonts. The size and the family stay those of the sheet.
    """
    widget.setProperty("kind", kind)
    if kind in _KIND_WEIGHTS:
        font = QFont()
        set_weight(font, _KIND_WEIGHTS[kind])
        widget.setFont(font)


def set_optical_size(font: QFont) -> None:
    """Takes the drawing of a variable font that is made for its pixel size."""
    font.setVariableAxis(_OPTICAL_SIZE, font.pixelSize())


def load_font(file: Path) -> str:
    """Loads a font file and returns its family; empty if Qt cannot read it."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return families[0] if families else ""


def package_folder(package: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None
