"""Files are read in other processes: the same answer, and a crash there is only an error here."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import docx
import pytest

from directives.errors import (
    FileCrashedReader,
    FileKindUnsupported,
    FileSecret,
    FileTooDemanding,
    FileTooSlow,
    FileUnreadable,
)
from directives.reading import worker
from directives.reading.formats.limits import MEGABYTE, Limits
from directives.reading.pool import ReadingPool
from directives.reading.reading import read_file
from directives.rules.working_days import Calendar
from tests.reading import pdf_samples, samples


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(workers=2) as opened:
        yield opened


def processes_of(pool: ReadingPool) -> list[int]:
    return [one._process.pid for one in pool._running]


@pytest.mark.parametrize("content", [samples.saved(samples.decision()), pdf_samples.letter()])
def test_the_answer_is_that_of_reading_here(pool: ReadingPool, content: bytes) -> None:
    assert pool.read("tệp", content) == read_file("tệp", content)


def test_a_refusal_keeps_its_kind_its_values_and_its_words(pool: ReadingPool) -> None:
    with pytest.raises(FileKindUnsupported, match="ảnh GIF") as refused:
        pool.read("ảnh.docx", b"GIF89a")
    assert refused.value.values == {"name": "ảnh.docx", "kind": "ảnh GIF"}


def test_a_secret_document_is_refused_across_the_boundary(pool: ReadingPool) -> None:
    document = docx.Document()
    document.add_paragraph("TỐI MẬT")
    with pytest.raises(FileSecret):
        pool.read("tệp", samples.saved(document))


def test_the_calendar_of_the_caller_counts_the_working_days(pool: ReadingPool) -> None:
    lines = ["SỞ NỘI VỤ", "Số: 1/SNV-TCBC", "V/v ví dụ", "Huế, ngày 03 tháng 3 năm 2026"]
    words = "Đề nghị Sở Tài chính báo cáo trong thời hạn 02 ngày làm việc kể từ ngày ký."
    document = docx.Document()
    for line in (*lines, "Kính gửi: Sở Tài chính", words):
        document.add_paragraph(line)
    content = samples.saved(document)
    off = Calendar(off=frozenset({date(2026, 3, 4)}), worked=frozenset())
    usual = Calendar(off=frozenset(), worked=frozenset())
    assert [task.due_to for task in pool.read("tệp", content, calendar=usual).tasks] == [
        date(2026, 3, 5)
    ]
    assert [task.due_to for task in pool.read("tệp", content, calendar=off).tasks] == [
        date(2026, 3, 6)
    ]


def test_a_process_that_dies_is_an_error_and_the_next_file_is_read() -> None:
    with ReadingPool(workers=1) as pool:
        pool.read("tệp", samples.saved(samples.decision()))
        (process,) = processes_of(pool)
        os.kill(process, signal.SIGSTOP)
        killer = threading.Timer(0.3, os.kill, (process, signal.SIGKILL))
        killer.start()
        with pytest.raises(FileCrashedReader, match="tệp"):
            pool.read("tệp", samples.saved(samples.decision()))
        assert pool.read("tệp", samples.saved(samples.decision())).file.format == "docx"
        assert processes_of(pool) != [process]


def test_a_process_found_dead_is_replaced_unseen() -> None:
    with ReadingPool(workers=1) as pool:
        pool.read("tệp", samples.saved(samples.decision()))
        (process,) = processes_of(pool)
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert pool.read("tệp", samples.saved(samples.decision())).file.format == "docx"


def test_a_process_that_hangs_is_stopped_with_a_clear_error() -> None:
    with ReadingPool(workers=1, limits=Limits(seconds=6)) as pool:
        pool.read("tệp", samples.saved(samples.decision()))
        (process,) = processes_of(pool)
        os.kill(process, signal.SIGSTOP)
        with pytest.raises(FileTooSlow, match="6 giây"):
            pool.read("tệp", samples.saved(samples.decision()))
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    letters = "chữ " * 3_000_000
    with (
        ReadingPool(workers=1, limits=Limits(memory_bytes=24 * MEGABYTE)) as pool,
        pytest.raises((FileTooDemanding, FileUnreadable, FileCrashedReader)),
    ):
        pool.read("to.txt", letters.encode())


def test_many_threads_share_the_processes(pool: ReadingPool) -> None:
    content = samples.saved(samples.decision())
    with ThreadPoolExecutor(8) as threads:
        readings = list(threads.map(lambda number: pool.read(f"{number}", content), range(16)))
    assert [one.file.name for one in readings] == [str(number) for number in range(16)]
    assert len(processes_of(pool)) <= 2


def test_a_pool_that_is_dropped_leaves_no_process() -> None:
    pool = ReadingPool(workers=1)
    pool.read("tệp", samples.saved(samples.decision()))
    (process,) = processes_of(pool)
    del pool
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_process_ends_when_its_caller_is_gone() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "directives.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, output) == (0, b"")


def test_a_frame_cut_off_is_no_frame() -> None:
    stream = io.BytesIO()
    worker.write_frame(stream, b"noi dung")
    whole = stream.getvalue()
    assert worker.read_frame(io.BytesIO(whole)) == b"noi dung"
    assert worker.read_frame(io.BytesIO(whole[:-1])) is None
    assert worker.read_frame(io.BytesIO(whole[:3])) is None


def test_a_request_without_its_file_ends_the_conversation() -> None:
    stream = io.BytesIO()
    worker.write_frame(stream, b"{}")
    answers = io.BytesIO()
    worker.serve(io.BytesIO(stream.getvalue()), answers)
    assert answers.getvalue() == b""
