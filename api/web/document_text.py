"""The text of a document as nested blocks, each with the address of its provision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directives.models.document import Provision
from directives.store.provisions import NamedProvision

# Blocks that have a heading of their own and a link that is always shown.
_HEADED = ("phan-", "chuong-", "muc-", "tieu-muc-", "dieu-", "phu-luc-", "kem-theo-")


@dataclass(frozen=True, slots=True)
class Block:
    """A provision: its heading if it has one, then its words and the blocks inside it."""

    id: str
    label: str  # "khoản 2 Điều 5"
    heading: str
    items: Sequence["Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, or a block inside a block."""

    text: str
    block: Block | None


def blocks_of(provisions: Sequence[Provision]) -> list[Block]:
    """Return the text of a document in its order.

    An article holds all its words and its clauses hold theirs again, so what the clauses say
    is left out of the article and stands in them.
    """
    by_id = {provision.provision_id: provision for provision in provisions}
    children: dict[str | None, list[Provision]] = {}
    for provision in provisions:
        parent = provision.parent_provision_id
        children.setdefault(parent if parent in by_id else None, []).append(provision)
    return [_block(top, children, by_id) for top in children.get(None, [])]


def provision_label(by_id: Mapping[str, Provision | NamedProvision], provision_id: str) -> str:
    """Return how a provision is cited: “điểm a khoản 2 Điều 5”; empty if it is not known."""
    labels = []
    found = by_id.get(provision_id)
    while found is not None:
        is_inner = "__" in found.provision_id
        labels.append(_lower(found.label) if is_inner else found.label)
        is_cited_alone = found.provision_id.rpartition("__")[2].startswith(_HEADED)
        found = None if is_cited_alone else by_id.get(found.parent_provision_id or "")
    return " ".join(labels)


def _block(
    provision: Provision,
    children: Mapping[str | None, Sequence[Provision]],
    by_id: Mapping[str, Provision],
) -> Block:
    inner = children.get(provision.provision_id, ())
    last = provision.provision_id.rpartition("__")[2]
    items: list[Item] = []
    start = 0
    for child in inner:
        found = provision.text.find(child.text, start) if child.text else -1
        if found >= 0:
            items += _paragraphs(provision.text[start:found])
            start = found + len(child.text)
        items.append(Item("", _block(child, children, by_id)))
    items = _with_rest_before(items, _paragraphs(provision.text[start:]), is_nested=start > 0)
    heading = ""
    if last.startswith(_HEADED):
        heading, items = _take_heading(items, provision.heading)
    label = provision_label(by_id, provision.provision_id)
    return Block(provision.provision_id, label, heading, items)


def _with_rest_before(items: list[Item], rest: list[Item], *, is_nested: bool) -> list[Item]:
    """Place the words that no child holds: after the children found in them, else before."""
    return [*items, *rest] if is_nested else [*rest, *items]


def _take_heading(items: list[Item], heading: str) -> tuple[str, list[Item]]:
    """Return the title and the rest: the first line, and those that the heading runs over."""
    count = 0
    while count < len(items) and items[count].block is None:
        if count and items[count].text not in heading:
            break
        count += 1
    return " ".join(item.text for item in items[:count]), items[count:]


def _paragraphs(text: str) -> list[Item]:
    return [Item(line.strip(), None) for line in text.split("\n") if line.strip()]


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
