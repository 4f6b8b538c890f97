"""PDF files composed for the tests: words at given places, with a text layer in Vietnamese.

The font is a name only (Type0, Identity-H), so nothing is embedded; a ToUnicode map says what each
code means, as it does in the files that Word writes.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

PAGE_WIDTH: Final = 595
PAGE_HEIGHT: Final = 842
_MARGIN: Final = 72
_LEADING: Final = 18
_CATALOG, _PAGES, _FONT, _DESCENDANT, _DESCRIPTOR, _TO_UNICODE = range(1, 7)
_FIRST_PAGE: Final = 7  # each page takes two objects: itself and its contents


@dataclass(frozen=True, slots=True)
class Placed:
    """Words whose baseline begins at (`x`, `y`), in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 12


def lines_of_page(lines: Iterable[str], *, x: float = _MARGIN) -> list[Placed]:
    """Return one line below the other, from the upper margin on."""
    top = PAGE_HEIGHT - _MARGIN
    return [Placed(x, top - number * _LEADING, line) for number, line in enumerate(lines)]


def columns(left: Sequence[str], right: Sequence[str]) -> list[Placed]:
    """Return the two columns of a heading."""
    return lines_of_page(left) + lines_of_page(right, x=PAGE_WIDTH / 2)


def pdf(*pages: Iterable[Placed], compressed: bool = True) -> bytes:
    """Return a file with these pages of A4."""
    placed = [list(page) for page in pages]
    codes = _codes(one.text for page in placed for one in page)
    bodies = {
        _CATALOG: _dictionary("/Type /Catalog", f"/Pages {_PAGES} 0 R"),
        _PAGES: _dictionary(
            "/Type /Pages",
            f"/Kids [{' '.join(f'{_FIRST_PAGE + 2 * index} 0 R' for index in range(len(placed)))}]",
            f"/Count {len(placed)}",
        ),
        _FONT: _dictionary(
            "/Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H",
            f"/DescendantFonts [{_DESCENDANT} 0 R] /ToUnicode {_TO_UNICODE} 0 R",
        ),
        _DESCENDANT: _dictionary(
            "/Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /DW 500",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            f"/FontDescriptor {_DESCRIPTOR} 0 R",
        ),
        _DESCRIPTOR: _dictionary(
            "/Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 -200 1000 800]",
            "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80",
        ),
        _TO_UNICODE: _stream(_to_unicode(codes), compressed=compressed),
    }
    for index, page in enumerate(placed):
        number = _FIRST_PAGE + 2 * index
        bodies[number] = _dictionary(
            f"/Type /Page /Parent {_PAGES} 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]",
            f"/Resources << /Font << /F1 {_FONT} 0 R >> >> /Contents {number + 1} 0 R",
        )
        bodies[number + 1] = _stream(_contents(page, codes), compressed=compressed)
    return _file(bodies)


def _codes(texts: Iterable[str]) -> dict[str, int]:
    letters = sorted({letter for text in texts for letter in text})
    return {letter: code for code, letter in enumerate(letters, start=1)}


def _contents(page: Iterable[Placed], codes: dict[str, int]) -> bytes:
    return "\n".join(
        f"BT /F1 {one.size:g} Tf 1 0 0 1 {one.x:g} {one.y:g} Tm"
        f" <{''.join(f'{codes[letter]:04X}' for letter in one.text)}> Tj ET"
        for one in page
    ).encode("ascii")


def _to_unicode(codes: dict[str, int]) -> bytes:
    return "\n".join(_map_lines(codes)).encode("ascii")


def _map_lines(codes: dict[str, int]) -> Iterator[str]:
    yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield "/CMapName /Sample def /CMapType 2 def"
    yield "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    pairs = list(codes.items())
    for start in range(0, len(pairs), 100):  # no more may stand in one block
        block = pairs[start : start + 100]
        yield f"{len(block)} beginbfchar"
        for letter, code in block:
            yield f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
    yield "endcmap CMapName currentdict /CMap defineresource pop end end"


def _dictionary(*entries: str) -> bytes:
    return f"<< {' '.join(entries)} >>".encode("ascii")


def _stream(content: bytes, *, compressed: bool) -> bytes:
    packed = zlib.compress(content) if compressed else content
    packing = "/Filter /FlateDecode " if compressed else ""
    head = f"<< {packing}/Length {len(packed)} >>\nstream\n".encode("ascii")
    return head + packed + b"\nendstream"


def _file(bodies: dict[int, bytes]) -> bytes:
    written = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number in sorted(bodies):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, bodies[number])
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    for offset in offsets:
        written += b"%010d 00000 n \n" % offset
    written += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(bodies) + 1, _CATALOG)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)


def letter() -> bytes:
    """A letter of two pages: heading in two columns, addressees, a deadline, a signature."""
    heading = columns(
        ["UBND TỈNH LÂM ĐỒNG", "SỞ TÀI CHÍNH", "Số: 457/STC-QLCS", "V/v rà soát trụ sở dôi dư"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Lâm Đồng, ngày 05 tháng 8 năm 2025",
        ],
    )
    body = lines_of_page(
        [
            *[""] * 6,
            "Kính gửi: Ủy ban nhân dân các xã, phường, đặc khu.",
            "Thực hiện Công văn số 1234/BTC-QLCS ngày 01/8/2025 của Bộ Tài chính,",
            "Sở đề nghị các địa phương lập danh mục trụ sở dôi dư và gửi kết quả",
            "trước ngày 15/9/2025 theo Nghị định số 186/2025/NĐ-CP.",
        ]
    )
    closing = columns(
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT, QLCS."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu"],
    )
    return pdf([one for one in heading + body if one.text], closing)
