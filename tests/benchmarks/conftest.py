"""Benchmarks run in the tests as they run by hand."""

import pytest


@pytest.fixture(autouse=True)
def untraced(no_cover: None) -> None:
    """Let no benchmark count as a test of the product, nor pay for being traced."""
