"""Whether messages to an address arrive."""

from enum import StrEnum

from directives.translation import N_


class AddressState(StrEnum):
    """What is known of an e-mail address."""

    WORKS = "works"
    BROKEN = "broken"  # a message came back; nobody is reached there until it is mended


ADDRESS_STATE_LABELS = {
    AddressState.WORKS: N_("Thư đến được"),
    AddressState.BROKEN: N_("Thư bị trả lại"),
}
