"""Classes that hold named values: what the start needs of `dataclasses`, whose import and whose classes take a fifth of its time.

To a type checker they are dataclasses. Generated is `__init__` alone; the rest asks the names of the fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["field", "record", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
    from dataclasses import field, replace
else:

    class field:  # noqa: N801
        """A value that is made anew for each object."""

        def __init__(self, default_factory: Callable[[], Any]) -> None:
            self.make = default_factory

    def record(*, frozen: bool = False, eq: bool = True, slots: bool = False) -> Callable[[type], type]:
        """Like `dataclasses.dataclass`; what is frozen has no slots, and without `eq` an object equals itself alone."""

        def made(cls: type) -> type:
            names = tuple(cls.__annotations__)
            scope = {name: vars(cls)[name] for name in names if name in vars(cls)}
            values = {name: f"{name}.make() if {name} is _{name} else {name}" for name, value in scope.items() if type(value) is field}
            taken = ", ".join([f"{name}=_{name}" if name in scope else name for name in names])
            where = "self.__dict__[{!r}]" if frozen else "self.{}"
            lines = [f" {where.format(name)} = {values.get(name, name)}" for name in names]
            after = [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
            scope = {f"_{name}": value for name, value in scope.items()}
            exec("\n".join([f"def __init__(self, {taken}):", *lines, *after]), scope)
            cls.__init__, cls.__repr__, cls._fields = scope["__init__"], _shown, names
            if slots and not frozen:
                others = {name: value for name, value in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
                cls = type(cls.__name__, cls.__bases__, {**others, "__slots__": names})
            if eq:
                cls.__eq__, cls.__hash__ = _equals, _hash if frozen else None
            if frozen:
                cls.__setattr__ = cls.__delattr__ = _refuse
            return cls

        return made

    def replace(one: Any, **changes: Any) -> Any:
        """A copy of an object with some values changed."""
        return type(one)(**{**dict(zip(one._fields, _values(one), strict=True)), **changes})

    def _shown(self: Any) -> str:
        return f"{type(self).__name__}({', '.join([f'{name}={getattr(self, name)!r}' for name in self._fields])})"

    def _values(self: Any) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self._fields])

    def _equals(self: Any, other: object) -> bool:
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def _hash(self: Any) -> int:
        return hash(_values(self))

    def _refuse(self: Any, name: str, *_: object) -> None:
        raise AttributeError(f"cannot change {name!r} of a {type(self).__name__}")
