"""What differs between two texts."""

from enum import StrEnum

from directives.translation import N_


class PieceKind(StrEnum):
    """Where words stand: on both sides, or on one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class ChangeKind(StrEnum):
    """What became of a provision."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved_and_changed"
    ADDED = "added"
    REMOVED = "removed"


CHANGE_KIND_LABELS = {
    ChangeKind.SAME: N_("Không đổi"),
    ChangeKind.CHANGED: N_("Sửa đổi"),
    ChangeKind.MOVED: N_("Chuyển vị trí"),
    ChangeKind.MOVED_AND_CHANGED: N_("Chuyển vị trí và sửa đổi"),
    ChangeKind.ADDED: N_("Bổ sung"),
    ChangeKind.REMOVED: N_("Bỏ"),
}
