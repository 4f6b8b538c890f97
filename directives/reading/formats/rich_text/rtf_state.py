"""What a group of an .rtf hands on to the groups in it."""

from dataclasses import dataclass

from directives.reading.formats.rich_text.rtf_flows import Flow


@dataclass(slots=True)
class Font:
    """A font of the file; `codec` is None where it is that of the whole file."""

    codec: str | None = None
    is_symbol: bool = False
    is_capitals: bool = False


@dataclass(slots=True)
class State:
    """What a group inherits and its end undoes."""

    flow: Flow
    font: int = -1
    silent: bool = False
    in_fonts: bool = False
    hidden: bool = False
    deleted: bool = False
    is_label: bool = False
    fallback: int = 1  # characters to pass over after \u
    centred: bool = False
    depth: int = 0
