"""Numbers to the coordinates of small charts, which a template draws as SVG: no script, no file, no plotting library.

Coordinates are pixels from the upper left corner, y downwards, as SVG counts them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 12, 30  # what the labels of the axes take
STEPS = (1, 2, 2.5, 5, 10)  # between two lines of the grid, times a power of ten


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its place along the axis and what stands beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``paths`` are the ``d`` of SVG paths by the name of what they show; ``base`` is where 0 lies."""

    paths: Mapping[str, str]
    columns: tuple[Tick, ...]
    rows: tuple[Tick, ...]
    base: float


def lines(series: Mapping[str, Sequence[float]], labels: Sequence[str], most: float) -> Chart:
    """One line for each series, whose values stand at ``labels``, on a scale from 0 to at least ``most``.

    >>> lines({"a": [0.0, 1.0]}, ["1", "2"], 1.0).paths
    {'a': 'M52,230 L628,12'}
    """
    scale = _Scale.over(0.0, most)
    across = [LEFT + at * (WIDTH - LEFT - RIGHT) / max(1, len(labels) - 1) for at in range(len(labels))]
    paths = {
        name: "M" + " L".join(f"{x:.5g},{scale.at(value):.5g}" for x, value in zip(across, values, strict=True))
        for name, values in series.items()
    }
    columns = tuple(Tick(round(x, 1), label) for x, label in zip(across, labels, strict=True))
    return Chart(paths, columns, scale.ticks(), round(scale.at(0.0), 1))


def steps(name: str, values: Sequence[float]) -> Chart:
    """The area between 0 and ``values``, which stand side by side in their order, each equally wide.

    >>> steps("a", [1.0, -1.0]).paths
    {'a': 'M52,121 V12 H340 V230 H628 V121 Z'}
    """
    scale = _Scale.over(min(0.0, *values), max(0.0, *values))
    wide = (WIDTH - LEFT - RIGHT) / len(values)
    parts = [f"V{scale.at(value):.5g} H{LEFT + at * wide:.5g}" for at, value in enumerate(values, start=1)]
    base = scale.at(0.0)
    path = f"M{LEFT},{base:.5g} {' '.join(parts)} V{base:.5g} Z"
    columns = Tick(LEFT, "1"), Tick(WIDTH - RIGHT, str(len(values)))
    return Chart({name: path}, columns, scale.ticks(), round(base, 1))


@dataclass(frozen=True, slots=True)
class _Scale:
    """A vertical axis from ``least`` to ``most``, both whole multiples of ``step``."""

    least: float
    most: float
    step: float

    @classmethod
    def over(cls, least: float, most: float) -> "_Scale":
        """An axis that holds both ends, with lines at round numbers, at most seven apart."""
        reach = (most - least) or 1.0
        power = 10.0 ** floor(log10(reach / 5))
        step = next(each * power for each in STEPS if each * power * 5 >= reach * (1 - 1e-9))
        return cls(floor(least / step + 1e-9) * step, max(ceil(most / step - 1e-9), 1) * step, step)

    def at(self, value: float) -> float:
        """The height of a value."""
        return HEIGHT - BOTTOM - (value - self.least) / (self.most - self.least) * (HEIGHT - TOP - BOTTOM)

    def ticks(self) -> tuple[Tick, ...]:
        """The lines of the grid, from the lowest."""
        count = round((self.most - self.least) / self.step)
        numbers = [self.least + at * self.step for at in range(count + 1)]
        return tuple(Tick(round(self.at(number), 1), f"{round(number, 9) + 0.0:g}") for number in numbers)
