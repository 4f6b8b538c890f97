"""The provisions that were changed, in words."""

from collections.abc import Sequence
from typing import Final

from api.web.relation_groups import provision_words
from api.web.words import Words
from directives.translation import N_

_MOST_NAMED: Final = 5


def changed_parts_words(provisions: Sequence[str], words: Words) -> str:
    """Return what was changed, each once: “khoản 1 Điều 2, Điều 5”; empty: the whole document."""
    if not all(provisions):
        return ""
    named = dict.fromkeys(
        provision_words(one, words) or words.say(N_("một phần")) for one in provisions
    )
    if len(named) > _MOST_NAMED:
        return words.ngettext("{count} phần", "{count} phần", len(named))
    return ", ".join(named)
