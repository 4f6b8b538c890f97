"""What lasts as long as the process is kept out of the search for garbage."""

import gc
from collections.abc import Iterator

import pytest

from api.lasting_objects import NEW_OBJECTS, spare_lasting_objects


@pytest.fixture
def garbage_as_before() -> Iterator[None]:
    """Let garbage be looked for after the test as it was before."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("garbage_as_before")
def test_what_is_loaded_is_passed_over_and_what_comes_later_is_still_found() -> None:
    spare_lasting_objects()

    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == NEW_OBJECTS
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() > 0
