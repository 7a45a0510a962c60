"""A mapping whose values are made when they are asked for, so that not all of them are in memory at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Lazy(Mapping[str, Value]):
    """The names and how to make the value of one; the ``most`` that were asked for last are kept.

    >>> lengths = Lazy(["khoản", "điều"], len)
    >>> lengths["điều"], list(lengths)
    (4, ['khoản', 'điều'])
    >>> "điểm" in lengths
    False
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], Value], most: int = 16) -> None:
        self._names = dict.fromkeys(names)
        self._make, self._most = make, most
        self._kept: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._names:
            raise KeyError(name)
        if name in self._kept:
            value = self._kept.pop(name)
        else:
            value = self._make(name)
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
        self._kept[name] = value
        return value

    def __contains__(self, name: object) -> bool:
        return name in self._names  # without making the value, as a mapping does otherwise

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
