from sqlmodel import Session

from directives.services.similar_gaps import similar_gaps
from tests.factories import make_gap


def test_gaps_that_say_the_same_are_found_without_marks(session: Session) -> None:
    near = make_gap(session, title="Chưa rõ phí hỏa táng", description="Mức thu ở xã")
    make_gap(session, title="Biên chế giáo viên")

    assert [gap.id for gap in similar_gaps(session, "phi hoa tang thu the nao")] == [near.id]
    assert similar_gaps(session, "thẻ nhà báo") == []
