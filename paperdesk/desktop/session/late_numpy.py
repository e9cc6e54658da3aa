"""numpy, imported when the first of its functions is used: the window shows its first rows before.

Until then the ids of papers are in an `array` of the standard library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import array as standard

    from numpy import *  # noqa: F403
    from numpy import int64
    from numpy.typing import NDArray

    Ids = NDArray[int64] | standard.array[int]
else:

    def __getattr__(name: str) -> Any:
        import numpy

        globals()[name] = found = getattr(numpy, name)  # the next use finds it at once
        return found
