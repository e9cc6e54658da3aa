"""The type of the ids of the papers in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64] | array[int]
    """In an array of the standard library until the first answer of a search."""
