from directives.rules.sector_suggestions import SectorWords, suggest_sectors

SECTORS = (
    SectorWords("dat-dai", ("đất đai", "quyền sử dụng đất", "bồi thường")),
    SectorWords("giao-duc", ("giáo dục", "giáo viên", "trường học")),
    SectorWords("tai-san", ("nhà đất", "bồi thường", "xe")),
)


def codes(text: str, title: tuple[int, int] | None = None) -> list[str]:
    return [one.code for one in suggest_sectors(text, SECTORS, title=title)]


def test_a_sector_is_suggested_with_the_sentence_that_speaks_for_it() -> None:
    text = (
        "Kính gửi các xã.\nVề đất đai: cấp giấy chứng nhận quyền sử dụng đất và quản lý đất đai."
        "\nBáo cáo về đất đai trước ngày 15."
    )

    (found,) = suggest_sectors(text, SECTORS)

    assert found.code == "dat-dai"
    assert text[found.start : found.end].startswith("Về đất đai: cấp giấy")


def test_a_word_in_passing_suggests_nothing() -> None:
    assert codes("Giáo viên về dự họp.") == []


def test_words_of_the_title_count_more() -> None:
    text = "Về việc tuyển giáo viên cho trường học.\nNội dung khác."

    assert codes(text) == []
    assert codes(text, title=(0, 39)) == ["giao-duc"]


def test_a_text_typed_without_marks_is_understood() -> None:
    bare = "quan ly dat dai, quyen su dung dat, dat dai cua xa, dat dai cua tinh, quyen su dung dat"

    assert codes(bare) == ["dat-dai"]


def test_a_marked_word_that_only_looks_alike_without_marks_does_not_count() -> None:
    assert codes("Đạt đai, đạt đai, đạt đai, đạt đai, đạt đai; quyền sủ dụng đạt.") == []


def test_a_long_text_must_say_more() -> None:
    said = "Quyền sử dụng đất, đất đai.\nĐất đai.\n"

    assert codes(said) == ["dat-dai"]
    assert codes(said + "Câu khác hẳn.\n" * 100) == []


def test_a_sector_far_behind_the_first_is_left_out() -> None:
    text = (
        "Đất đai, quyền sử dụng đất, bồi thường. " * 8
        + "Giáo viên trường học, giáo dục. Giáo viên."
    )

    assert codes(text) == ["dat-dai"]


def test_an_empty_text_suggests_nothing() -> None:
    assert codes("") == []
