"""Sparse tables in a few flat arrays: small in memory, quick to read from a file, and quick enough to look up."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, TypeVar

T = TypeVar("T")
_MOST_SHORT = (1 << 16) - 1


class Table:
    """Rows of (column, value); most columns are empty. Rows and columns are numbered from 0."""

    __slots__ = ("_columns", "_starts", "_values")

    def __init__(self, starts: array[int], columns: array[int], values: array[float]) -> None:
        self._starts, self._columns, self._values = starts, columns, values

    @classmethod
    def of(cls, rows: Iterable[Mapping[int, float]]) -> Table:
        """The table of these rows, in their order."""
        return cls.joined((row, row.values()) for row in rows)

    @classmethod
    def joined(cls, rows: Iterable[tuple[Iterable[int], Iterable[float]]]) -> Table:
        """The table of these rows, each given by its columns and the value in each."""
        starts, columns, values = [0], list[int](), array("f")
        for row, held in rows:
            columns += row
            values.extend(held)
            starts.append(len(columns))
        # Two bytes are enough for the columns of any law.
        short = max(columns, default=0) <= _MOST_SHORT
        return cls(array("I", starts), array("H" if short else "I", columns), values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.dumped() == other.dumped()

    __hash__ = None  # type: ignore[assignment]

    def row(self, number: int) -> tuple[Sequence[int], Sequence[float]]:
        """The columns of a row, and the value in each."""
        start, end = self._starts[number], self._starts[number + 1]
        return self._columns[start:end], self._values[start:end]

    def between(self, number: int, first: int, last: int) -> Iterable[tuple[int, float]]:
        """The pairs of a row with a column from `first` up to, not including, `last`; columns must be in order."""
        start, end = self._starts[number], self._starts[number + 1]
        start = bisect_left(self._columns, first, start, end)
        if start == end or self._columns[start] >= last:
            return ()
        end = bisect_left(self._columns, last, start, end)
        return zip(self._columns[start:end], self._values[start:end], strict=True)

    def dumped(self) -> tuple[bytes, ...]:
        """The table as bytes, for `loaded`."""
        return self._starts.tobytes(), self._columns.tobytes(), self._values.tobytes()

    @classmethod
    def loaded(cls, data: Sequence[bytes]) -> Table:
        """The table that `dumped` gave.

        Raises:
            ValueError: the bytes are not those of a table.
        """
        short = len(data[1]) < len(data[2])
        starts, columns, values = array("I"), array("H" if short else "I"), array("f")
        starts.frombytes(data[0])
        columns.frombytes(data[1])
        values.frombytes(data[2])
        return cls(starts, columns, values)


class Lists:
    """Rows of numbers, each row of its own length."""

    __slots__ = ("_numbers", "_starts")

    def __init__(self, starts: array[int], numbers: array[int]) -> None:
        self._starts, self._numbers = starts, numbers

    @classmethod
    def of(cls, rows: Iterable[Collection[int]]) -> Lists:
        """The lists of these rows, in their order."""
        held = list(rows)
        starts = accumulate(map(len, held), initial=0)
        return cls(array("I", starts), array("I", chain.from_iterable(held)))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of all rows."""
        return self._numbers

    def rows(self) -> Iterator[array[int]]:
        """The numbers of each row."""
        numbers = self._numbers
        return (numbers[start:end] for start, end in pairwise(self._starts))

    def rows_as(self, meant: Sequence[T]) -> Iterator[list[T]]:
        """What the numbers of each row stand for."""
        found = [meant[number] for number in self._numbers]
        return (found[start:end] for start, end in pairwise(self._starts))

    def row(self, number: int) -> array[int]:
        """The numbers of a row."""
        return self._numbers[self._starts[number] : self._starts[number + 1]]

    def dumped(self) -> tuple[bytes, ...]:
        """The lists as bytes, for `loaded`."""
        return self._starts.tobytes(), self._numbers.tobytes()

    @classmethod
    def loaded(cls, data: Sequence[bytes]) -> Lists:
        """The lists that `dumped` gave.

        Raises:
            ValueError: the bytes are not those of lists.
        """
        starts, numbers = array("I"), array("I")
        for whole, part in zip((starts, numbers), data, strict=True):
            whole.frombytes(part)
        return cls(starts, numbers)


def floats(data: Iterable[float] | bytes) -> array[Any]:
    """An array of single-precision numbers, of numbers or of the bytes of such an array."""
    made = array("f")
    if isinstance(data, bytes):
        made.frombytes(data)
    else:
        made.extend(data)
    return made
