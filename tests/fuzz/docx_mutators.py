"""Ways to damage a .docx behind its zip: the parts, their names and their XML."""

import io
import re
import warnings
import zipfile
import zlib
from random import Random
from typing import Final

from tests.fuzz.bytes_mutators import ANY_BYTES, Mutator

_TAG: Final = re.compile(rb"<(/?)([A-Za-z]+:?[A-Za-z]*)[^<>]*>")
_ATTRIBUTE: Final = re.compile(rb'"[^"<>]{0,200}"')
_TEXT: Final = re.compile(rb">([^<>]+)<")
_DEEP: Final = 300
_VALUES: Final = (b"", b"-1", b"0", b"99999999999", b"\xc4\x90", b"../../x", b"x" * 5_000)
_WORDS: Final = (
    "Căn cứ Luật Ví dụ số 1/2020/QH14 ngày 99/99/9999;" * 40,
    "Số:      /QĐ-UBND",
    "“" * 3_000,
    "1. a) " * 2_000,
    "Điều " + "9" * 500 + ".",
    "\u202e\u200b\ufeff ngày tháng năm",
    "số " * 3_000,
    "30/2020/NĐ-CP, " * 500,
    "thay thế bãi bỏ sửa đổi, bổ sung " * 300,
)

_BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

Parts = dict[str, bytes]


def mutate_docx(content: bytes, random: Random) -> bytes:
    """Damage one part or the list of parts and zip it again; a broken zip only loses bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except _BROKEN_ZIP:
        return random.choice(ANY_BYTES)(content, random)
    if not parts:
        return content
    if random.random() < 0.3:
        return _zipped(_mutate_list(parts, random), random)
    name = _weighted(parts, random)
    parts[name] = random.choice(_PART_MUTATORS)(parts[name], random)
    return _zipped(parts, random)


def repacked(content: bytes) -> bytes:
    """Return a zip with the same parts and no times in it, so that equal parts are equal bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _weighted(parts: Parts, random: Random) -> str:
    """Return the main part half of the time, else any."""
    main = "word/document.xml"
    return main if main in parts and random.random() < 0.5 else random.choice(sorted(parts))


def _mutate_list(parts: Parts, random: Random) -> Parts:
    """Swap, rename, remove or replace whole parts."""
    one, other = random.choice(sorted(parts)), random.choice(sorted(parts))
    match random.randrange(5):
        case 0:
            parts[one], parts[other] = parts[other], parts[one]
        case 1:
            parts[random.choice(("", "x", "/" + one, one.upper(), "../" + one))] = parts.pop(one)
        case 2:
            del parts[one]
        case 3:
            parts[one] = random.choice((b"", b"<a/>", random.randbytes(100), parts[other] * 2))
        case _:
            parts[f"{one}.copy"] = parts[other]
    return parts


def _zipped(parts: Parts, random: Random) -> bytes:
    stream = io.BytesIO()
    packing = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", packing) as archive:
        warnings.simplefilter("ignore")  # of names that stand there twice
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, packing)
            if random.random() < 0.01:
                archive.writestr(zipfile.ZipInfo(name), part, packing)
    return stream.getvalue()


def _swap_tags(part: bytes, random: Random) -> bytes:
    tags = list(_TAG.finditer(part))
    if len(tags) < 2:
        return part
    first, second = sorted(random.sample(tags, 2), key=lambda tag: tag.start())
    return b"".join(
        (
            part[: first.start()],
            second[0],
            part[first.end() : second.start()],
            first[0],
            part[second.end() :],
        )
    )


def _rename_tag(part: bytes, random: Random) -> bytes:
    """Give every element of one name another name that stands in the part."""
    names = sorted({tag[2] for tag in _TAG.finditer(part)})
    if not names:
        return part
    old, new = random.choice(names), random.choice(names)
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", lambda tag: tag[1] + new, part)


def _nest(part: bytes, random: Random) -> bytes:
    """Wrap an element in itself many times."""
    opening = [tag for tag in _TAG.finditer(part) if not tag[1] and not tag[0].endswith(b"/>")]
    if not opening:
        return part
    tag = random.choice(opening)
    end = part.find(b"</" + tag[2] + b">", tag.end())
    if end < 0:
        return part
    close = b"</" + tag[2] + b">"
    times = random.randint(2, _DEEP)
    inner = part[tag.end() : end]
    return part[: tag.start()] + tag[0] * times + inner + close * times + part[end + len(close) :]


def _change_attribute(part: bytes, random: Random) -> bytes:
    attributes = list(_ATTRIBUTE.finditer(part))
    if not attributes:
        return part
    chosen = random.choice(attributes)
    value = random.choice((*_VALUES, random.choice(attributes)[0].strip(b'"')))
    return part[: chosen.start()] + b'"' + value + b'"' + part[chosen.end() :]


def _change_text(part: bytes, random: Random) -> bytes:
    texts = list(_TEXT.finditer(part))
    if not texts:
        return part
    chosen = random.choice(texts)
    words = random.choice((*_WORDS, random.choice(texts)[1].decode("utf-8", "replace")))
    return part[: chosen.start(1)] + words.encode() + part[chosen.end(1) :]


_PART_MUTATORS: Final[tuple[Mutator, ...]] = (
    *ANY_BYTES,
    _swap_tags,
    *(_rename_tag, _nest) * 4,  # these keep the XML whole, so that more than the parser is tried
    *(_change_attribute, _change_text) * 8,
)
