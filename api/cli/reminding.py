"""Commands of reminders: who is owed what today, the letters, and those that did not go."""

from dataclasses import asdict
from datetime import datetime

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand, TranslatedGroup
from api.cli.times import DAY
from api.mailing import Post, sending_hours, smtp_mailer, write_and_deliver_by_hand
from directives.models.base import saved_id
from directives.services.delivery import retry_message, view_failed
from directives.services.ladders import REMINDING
from directives.services.mail_links import renew_links
from directives.services.notices import queue_due_notices
from directives.services.sending_hours import hours_in_force
from directives.store.outbox import take_turn
from directives.translation import N_

_NOT_YET = N_("Ngày {day:%d/%m/%Y} chưa đến: lịch tự động chỉ báo những việc này từ ngày ấy.")
_LETTERS_OF_A_PAST_DAY = N_(
    "Thư của ngày {day:%d/%m/%Y} đi ngay hôm nay, dù hôm nay là ngày nghỉ,"
    " và thêm vào thư của hôm nay."
)
_OUT_OF_HOURS = N_(
    "Bây giờ ngoài giờ gửi thư (từ {from_hour} giờ đến trước {until_hour} giờ);"
    " gửi bằng tay không chờ giờ."
)


@click.command(
    cls=TranslatedCommand, help=N_("Xếp hàng các thông báo đến hạn; chạy lại không báo trùng.")
)
@click.option("--on", "day", type=DAY, help=N_("Ngày; mặc định hôm nay."))
@click.option(
    "--deliver", is_flag=True, help=N_("Gửi thư ngay, cả ngoài giờ gửi; ngày nghỉ thì không gửi.")
)
@json_option
@pass_workplace
def remind(workplace: Workplace, *, day: datetime | None, deliver: bool, as_json: bool) -> None:
    """Enter who is owed a notice, and send the letters if asked."""
    begun_on = workplace.today()
    today = day.date() if day else begun_on
    if today > begun_on:
        workplace.warn(_NOT_YET, day=today)
    elif today < begun_on and deliver:
        workplace.warn(_LETTERS_OF_A_PAST_DAY, day=today)
    if deliver:
        _warn_of_hours(workplace)
    post = _post(workplace) if deliver else None
    with workplace.writing() as (session, actor):
        take_turn(session, REMINDING)  # who waits for it reads afterwards which moment it is
        queued = queue_due_notices(session, actor, today=today, now=workplace.now())
    said: dict[str, object] = {"day": today, "queued": queued.new}
    said["nobody_for"] = sorted(queued.nobody_for)
    sentences = [N_("Đã xếp hàng {queued} thông báo cho ngày {day:%d/%m/%Y}.")]
    if queued.nobody_for:
        workplace.warn(
            N_("Có {count} cam kết không có ai để báo. Hãy thêm người liên hệ."),
            count=len(queued.nobody_for),
        )
    if post is not None:
        said |= asdict(write_and_deliver_by_hand(post, today, begun_on=begun_on))
        sentences.append(
            N_("Đã gửi {sent} thư; {postponed} thư chờ gửi lại, {refused} địa chỉ hỏng.")
        )
    if as_json:
        print_json(said)
    else:
        for sentence in sentences:
            workplace.say(sentence, **said)


def _warn_of_hours(workplace: Workplace) -> None:
    with workplace.reading() as session:
        hours = hours_in_force(session, sending_hours(workplace.settings))
    if not hours.include(workplace.now()):
        workplace.warn(_OUT_OF_HOURS, from_hour=hours.from_hour, until_hour=hours.until_hour)


def _post(workplace: Workplace) -> Post:
    settings = workplace.settings
    return Post(
        workplace.engine,
        smtp_mailer(settings),
        base_url=settings.public_url.rstrip("/"),
        language=settings.language,
        actor="system:cli",
        current_time=workplace.now,
    )


@click.command(
    "renew-links",
    cls=TranslatedCommand,
    help=N_("Đổi khóa ký liên kết trong thư; liên kết của thư đã gửi không dùng được nữa."),
)
@json_option
@pass_workplace
def renew(workplace: Workplace, *, as_json: bool) -> None:
    """Renew the secret that signs the links of letters."""
    now = workplace.now()
    with workplace.writing() as (session, actor):
        renew_links(session, actor, now=now)
    if as_json:
        print_json({"renewed_at": now.isoformat()})
    else:
        workplace.say(
            N_("Đã đổi khóa ký. Liên kết của thư đã gửi không dùng được nữa; thư mới thì được.")
        )


@click.group(cls=TranslatedGroup, help=N_("Thư và tin không gửi được."))
def outbox() -> None:
    """Look after what the outbox could not deliver."""


@outbox.command(
    "failed", cls=TranslatedCommand, help=N_("Liệt kê những gì đã thôi gửi, mới nhất trước.")
)
@json_option
@pass_workplace
def list_given_up(workplace: Workplace, *, as_json: bool) -> None:
    """List the dead letters."""
    with workplace.writing() as (session, actor):
        rows = [
            {
                "id": one.id,
                "topic": one.topic,
                "recipient": one.recipient,
                "failed_at": one.failed_at,
                "error": one.last_error,
            }
            for one in view_failed(session, actor)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("{id}  {topic}  {recipient}  {error}".format(**row))
    if not rows:
        workplace.say(N_("Không có thư nào bị thôi gửi."))


@outbox.command(
    "retry", cls=TranslatedCommand, help=N_("Gửi lại những gì đã thôi gửi: một số, hoặc tất cả.")
)
@click.argument("message_id", type=int, required=False)
@pass_workplace
def retry(workplace: Workplace, message_id: int | None) -> None:
    """Owe dead letters anew; the next round carries them."""
    with workplace.writing() as (session, actor):
        every = [saved_id(one) for one in view_failed(session, actor)]
        chosen = every if message_id is None else [message_id]
        for one in chosen:
            retry_message(session, actor, one, now=workplace.now())
    workplace.say(N_("{count} thư sẽ được gửi lại."), count=len(chosen))


COMMANDS = (remind, outbox, renew)
