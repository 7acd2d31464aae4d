"""Pages of a PDF that are read turned, as their text is: places there, and the same places on the page as shown."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Side = TypeVar("Side", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Turned:
    """A page so wide and so high, in points, that is read turned clockwise by 90, 180 or 270 ``degrees``; or by 0."""

    degrees: int
    width: float
    height: float

    def laid(self, left: Side, bottom: Side, right: Side, top: Side) -> tuple[Side, Side, Side, Side]:
        """Left, bottom, right and top on the turned page, of one box or of many.

        >>> Turned(90, 600, 800).laid(10.0, 20.0, 30.0, 60.0)
        (20.0, 570.0, 60.0, 590.0)
        """
        if self.degrees == 90:
            return bottom, self.width - right, top, self.width - left
        if self.degrees == 180:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.degrees == 270:
            return self.height - top, left, self.height - bottom, right
        return left, bottom, right, top

    def upright(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top on the page as it is shown, of a box on the turned page.

        >>> Turned(90, 600, 800).upright(20.0, 570.0, 60.0, 590.0)
        (10.0, 20.0, 30.0, 60.0)
        """
        across, up = (self.height, self.width) if self.degrees % 180 else (self.width, self.height)
        return Turned(-self.degrees % 360, across, up).laid(left, bottom, right, top)
