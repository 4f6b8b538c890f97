"""What programs of others are told, and how that goes."""

from enum import StrEnum

from directives.translation import N_


class WebhookTopic(StrEnum):
    """A family of changes; its value is the first word of their actions (`commitment.move`)."""

    COMMITMENT = "commitment"
    GAP = "gap"
    DOCUMENT = "document"
    NOTICE = "notice"


WEBHOOK_TOPIC_LABELS = {
    WebhookTopic.COMMITMENT: N_("Cam kết"),
    WebhookTopic.GAP: N_("Khoảng trống hướng dẫn"),
    WebhookTopic.DOCUMENT: N_("Văn bản"),
    WebhookTopic.NOTICE: N_("Nhắc việc"),
}


class WebhookState(StrEnum):
    """Whether messages are sent to a webhook."""

    ON = "on"
    OFF = "off"  # by a person
    FAILED = "failed"  # by the service: nothing arrived for days


class DeliveryState(StrEnum):
    """What became of one message for one webhook."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    WITHHELD = "withheld"  # the owner may not read what it is about
    GIVEN_UP = "given_up"  # others arrived, this one was refused for days


class WebhookTrouble(StrEnum):
    """Why a message did not arrive."""

    ADDRESS = "address"  # refused by the guard: not public, not allowed, no such name
    CONNECTION = "connection"  # nobody answered, or not in time
    CERTIFICATE = "certificate"  # TLS could not be verified
    ANSWER = "answer"  # an answer other than 2xx, or none that is HTTP


WEBHOOK_TROUBLE_LABELS = {
    WebhookTrouble.ADDRESS: N_("địa chỉ không được phép hoặc tên máy không có"),
    WebhookTrouble.CONNECTION: N_("không kết nối được hoặc trả lời quá chậm"),
    WebhookTrouble.CERTIFICATE: N_("chứng thư TLS không hợp lệ"),
    WebhookTrouble.ANSWER: N_("máy nhận trả lời không phải 2xx"),
}
