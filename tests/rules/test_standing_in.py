import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.standing_in import Post, who_is_told

HERE = Post(deputy_of=None, is_there=True)
AWAY = Post(deputy_of=None, is_there=False)


def deputy_of(key: int, *, is_there: bool = True, stand_in: int | None = None) -> Post:
    return Post(deputy_of=key, is_there=is_there, stand_in=stand_in)


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        ({1: HERE, 2: deputy_of(1)}, [1]),
        ({1: AWAY, 2: deputy_of(1)}, [2]),
        ({1: AWAY, 2: deputy_of(1), 3: deputy_of(1)}, [2, 3]),
        ({1: AWAY, 2: deputy_of(1, is_there=False), 3: deputy_of(2)}, [3]),
        ({1: Post(None, is_there=False, stand_in=3), 2: deputy_of(1), 3: HERE}, [3]),
        ({1: Post(None, is_there=False, stand_in=9), 2: deputy_of(1)}, [2]),  # 9 has left
        ({1: AWAY}, []),
        ({2: deputy_of(1)}, [2]),  # whom 2 stood in for has left
    ],
)
def test_who_is_away_is_replaced(posts: dict[int, Post], told: list[int]) -> None:
    assert who_is_told(list(posts), posts) == told


def test_two_who_stand_in_for_each_other_and_are_away_are_not_asked_for_ever() -> None:
    posts = {
        1: Post(None, is_there=False, stand_in=2),
        2: Post(None, is_there=False, stand_in=1),
    }

    assert who_is_told([1, 2], posts) == []


keys = st.integers(0, 5)
posts_of_a_body = st.dictionaries(
    keys, st.builds(Post, st.none() | keys, is_there=st.booleans(), stand_in=st.none() | keys)
)


@given(posts_of_a_body)
def test_nobody_is_told_twice_nor_told_who_is_not_there(posts: dict[int, Post]) -> None:
    told = who_is_told(list(posts), posts)

    assert len(told) == len(set(told))
    assert all(posts[key].is_there for key in told)


@given(posts_of_a_body)
def test_whoever_is_there_and_stands_in_for_nobody_is_told(posts: dict[int, Post]) -> None:
    told = who_is_told(list(posts), posts)

    assert {key for key, one in posts.items() if one.is_there and one.deputy_of is None} <= set(
        told
    )
