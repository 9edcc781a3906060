"""Markdown tables: printed row by row as they are measured, and put into documents."""

from collections.abc import Iterable, Sequence
from pathlib import Path


class Report:
    """Tables printed and kept."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def table(self, title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Prints and keeps a table; rows may be made one after the other."""
        self._say(f"\n#### {title}\n\n{_row(head)}\n|---{'|---:' * (len(head) - 1)}|")
        for row in rows:
            self._say(_row(row))

    def write(self, path: Path, mark: str) -> None:
        """Puts the tables between `<!-- mark -->` and `<!-- /mark -->` of a file."""
        start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
        before, rest = path.read_text("utf-8").split(start)
        _, after = rest.split(end)
        tables = "\n".join(self._lines).strip()
        path.write_text(f"{before}{start}\n\n{tables}\n\n{end}{after}", "utf-8")

    def _say(self, text: str) -> None:
        print(text, flush=True)
        self._lines.append(text)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
