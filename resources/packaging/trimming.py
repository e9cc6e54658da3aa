"""What the bundle leaves out of what PyInstaller collects."""

from __future__ import annotations

import pickle
from pathlib import Path, PurePosixPath

from paperdesk.translation import LANGUAGES

EXCLUDED_MODULES = [
    # Fonts are read from these three as files, see `package_data` of the spec.
    "qtawesome", "fontpkg_inter", "fontpkg_literata", "qtpy",
    # Brought by dependencies for what Paperdesk does not call.
    "tkinter", "pytest", "setuptools", "pip", "pygments", "IPython", "matplotlib", "PIL",
    "numpy.f2py", "numpy.testing", "numpy.distutils", "numpy.fft", "numpy.polynomial",
    "lib2to3", "pydoc_data", "unittest", "xmlrpc", "idlelib", "ensurepip",
    *(f"PySide6.{name}" for name in ("QtQml", "QtQuick", "QtQuickWidgets", "QtOpenGL", "QtSql",
      "QtOpenGLWidgets", "QtTest", "QtDesigner", "QtHelp", "QtUiTools", "QtConcurrent", "QtXml")),
]  # fmt: skip

_PLUGINS = {
    "designer": (), "egldeviceintegrations": (), "generic": (), "networkinformation": (),
    "printsupport": (), "qmltooling": (), "sqldrivers": (), "tls": (), "vectorimageformats": (),
    "wayland-graphics-integration-server": (),
    "imageformats": ("svg",),
    "platforminputcontexts": ("compose", "ibus"),
    "platforms": ("xcb", "wayland", "offscreen", "cocoa", "windows"),
    # Not gtk3: it would bring GTK, or mix the system's with the libraries in the bundle.
    "platformthemes": ("xdgdesktopportal",),
}  # fmt: skip
"""Qt's plugins by folder: what the names of those kept have in them. Other folders are kept whole.

Qt opens no connections for Paperdesk, reads no pictures but its icon, and draws without OpenGL.
"""
_LIBRARIES = (
    "Qt6Qml", "Qt6Quick", "Qt6VirtualKeyboard", "Qt6Pdf", "Qt6Sql", "Qt6Test", "Qt6EglFS",
    "Qt6EglFs", "Qt6WaylandCompositor", "Qt6ShaderTools", "Qt6Concurrent",
    # What the plugins above and their like would have needed.
    "libgtk-3", "libgdk-3", "libgdk_pixbuf", "libatk", "libatspi", "libcairo", "libpango",
    "libepoxy", "libharfbuzz", "librsvg", "libthai", "libdatrie", "libfribidi", "libgraphite2",
    "libpixman", "libgio-2", "libgobject-2", "libgmodule-2", "libmount", "libblkid", "libselinux",
    "libjpeg", "libtiff", "libwebp", "libcups",
    # RapidFuzz: what is called is as fast in `fuzz_cpp`, without AVX2. Distances are not called;
    # RapidFuzz's import takes those in Python.
    "fuzz_cpp_avx2", "metrics_cpp",
)  # fmt: skip
_TRANSLATIONS = [f"qtbase_{language}.qm" for language in LANGUAGES]
_SOURCES = (".c", ".cpp", ".h", ".pxd", ".pxi", ".pyi", ".pyx")


def is_wanted(target: str) -> bool:
    """Whether a collected file belongs in the bundle; `target` is its path there."""
    path = PurePosixPath(target.replace("\\", "/"))
    folders = path.parts[:-1]
    if "PySide6" in folders and "translations" in folders:
        return path.name in _TRANSLATIONS
    if "plugins" in folders:
        kept = _PLUGINS.get(folders[folders.index("plugins") + 1])
        return kept is None or any(word in path.name for word in kept)
    if path.suffix in _SOURCES or "locale-data" in folders:  # see trimmed_locales
        return False
    return not any(word in path.name for word in _LIBRARIES)


def trimmed_locales(source: Path, target: Path) -> list[Path]:
    """Write the names of months of Babel's locales, all that is used, into a folder.

    Returns the files.
    """
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for file in sorted(source.glob("*.dat")):
        months = pickle.loads(file.read_bytes()).get("months", {})
        new = target / file.name
        new.write_bytes(pickle.dumps({"months": months}, pickle.HIGHEST_PROTOCOL))
        written.append(new)
    return written
