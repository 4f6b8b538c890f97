from tests.benchmarks.chain import measure_amendment, measure_recompute


def test_one_amendment_raises_as_much_as_rests_on_it() -> None:
    measured = measure_amendment(dependants=5, rounds=1)

    assert (measured["dependants"], measured["raised"]) == (5, 5)


def test_computing_again_raises_nothing() -> None:
    measured = measure_recompute(documents=60, relations=150, links=40)

    assert measured["raised"][0] > 0
    assert measured["raised"][1] == 0
