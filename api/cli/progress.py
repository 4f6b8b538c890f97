"""Progress bars on stderr; silent where stderr is no terminal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress_bar(title: str, total: int | None = None) -> Iterator[Callable[[int, int], None]]:
    """Show a bar and give the function that moves it: `advance(done, total)`."""
    with progress_bars({title: title}, total=total) as move:
        yield lambda done, total: move(title, done, total)


@contextmanager
def progress_bars(
    titles: Mapping[str, str], *, total: int | None = None
) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each key and give the function that moves one: `move(key, done, total)`."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        tasks = {key: progress.add_task(title, total=total) for key, title in titles.items()}

        def move(key: str, done: int, total: int) -> None:
            progress.update(tasks[key], completed=done, total=total)

        yield move
