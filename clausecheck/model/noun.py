"""``typing.NamedTuple`` without its price: a check of one paper makes 150 kinds of tuples.

``typing`` compiles every annotation, which is half of the time that importing the model takes; here they stay
the strings that ``from __future__ import annotations`` makes of them. For the rooms that a check passes
through; a room that ``--help`` needs takes the one of ``typing``, as this one imports the whole model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    _MADE = frozenset(("__annotations__", "__dict__", "__module__", "__qualname__", "__weakref__"))

    class _Making(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            if any(field in body for field in list(fields)[: len(fields) - len(defaults)]):
                raise TypeError(f"{name}: a field without a default after one with a default")
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            made.__annotations__, made.__qualname__ = fields, body["__qualname__"]
            for key, value in body.items():
                if key not in _MADE and key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Making):
        """A kind of tuple whose fields are the annotations of the class's body."""


__all__ = ["NamedTuple"]
