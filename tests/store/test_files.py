from pathlib import Path

from directives.store.files import FileStore


def test_a_file_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    store = FileStore(tmp_path)

    first, again = store.put(b"noi dung"), store.put(b"noi dung")

    assert first == again
    assert store.read(first) == b"noi dung"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [store.path(first)]
