import pytest

from soleflip.catalog.expectation import SNAPSHOT, Expectation


@pytest.fixture(scope="session")
def expectation() -> Expectation:
    """What is expected; test_snapshot proves that it is what the migrations make."""
    return Expectation.loads(SNAPSHOT.read_text(encoding="utf-8"))
