"""Which cell a paragraph stands in, for formats that only say where cells and rows end."""

from dataclasses import dataclass, field

from directives.reading.extraction import Cell


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class TableCells:
    """Counts tables, rows and columns as they are closed one after the other."""

    _count: int = 0
    _open: list[_Table] = field(default_factory=list)

    def cell(self, depth: int) -> Cell | None:
        """Return the cell of a paragraph that stands in `depth` tables; less closes tables."""
        del self._open[depth:]
        while len(self._open) < depth:
            self._open.append(_Table(self._count))
            self._count += 1
        if not self._open:
            return None
        table = self._open[-1]
        return Cell(table.number, table.row, table.column)

    def end_cell(self) -> None:
        """Go on to the next column of the innermost table."""
        if self._open:
            self._open[-1].column += 1

    def end_row(self) -> None:
        """Go on to the next row of the innermost table."""
        if self._open:
            table = self._open[-1]
            table.row, table.column = table.row + 1, 0

    def end_tables(self) -> None:
        """Close all tables."""
        self._open.clear()
