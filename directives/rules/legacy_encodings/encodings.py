"""The ways in which Vietnamese text is stored."""

from enum import StrEnum


class Encoding(StrEnum):
    """How the letters of a text are stored; the values are those of `file.encoding`."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
