"""A judged rule in, what the person can do out: edits that heal the finding, and actions.

An edit is offered only after it has been tried on the draft: it must silence the rule, and what
it calls up may only be quieter. Drafts too long to read twice in time are trusted to the rule's
own tests. Ranges here count code points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from helper.engine.book import FixPlan, Rule, Rulebook
from helper.engine.judge import Sighted
from helper.engine.leave_out import blanked, said_of, without_sentence
from helper.engine.model import Draft, Edit, Fix, Span
from helper.engine.reading import Reading
from helper.engine.reword import own_voice, without_name
from helper.engine.spans import utf16_length

Heals = Callable[[Rule, Draft, bool], bool]
"""Whether a rule is silent on the mended draft, and no other has joined in.

The last argument says that nothing but the Trust's own line was added, so no other need be asked.
"""
_TRIED_UP_TO = 2000
"""Characters of a draft up to which every edit is tried out before it is offered."""


def offered(
    case: Sighted, draft: Draft, rulebook: Rulebook, reading: Reading, heals: Heals
) -> tuple[Fix, ...]:
    """The fixes of the rule that fired, in its order, without those that would not help."""
    fixes: list[Fix] = []
    for plan in case.rule.fixes:
        if plan.kind == "do":
            fixes.append(Fix(plan.title, action=plan.what))
            continue
        edits = _edits(plan, case, draft, rulebook, reading)
        if not edits:
            continue
        mended = replace(draft, text=apply(draft.text, edits))
        # The Trust's own line calls nothing up: the rules' examples hold it to that.
        adds = plan.kind == "insert"
        if _fits(mended) and (len(draft.text) > _TRIED_UP_TO or heals(case.rule, mended, adds)):
            fixes.append(Fix(plan.title, edits, preview=_preview(plan, mended.text, edits)))
    return tuple(fixes)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with the edits made; they must not overlap."""
    for edit in sorted(edits, key=lambda e: e.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _fits(draft: Draft) -> bool:
    return draft.limit is None or utf16_length(draft.text) <= draft.limit


def _edits(
    plan: FixPlan, case: Sighted, draft: Draft, rulebook: Rulebook, reading: Reading
) -> tuple[Edit, ...]:
    if plan.kind == "insert":
        return _disclaimer(draft, rulebook)
    if plan.kind == "reply":
        ready = rulebook.organisation.replies.get(plan.what)
        return (Edit(Span(0, len(draft.text)), ready),) if ready else ()
    if not reading.words:
        return ()
    if plan.kind == "reword":
        return own_voice(case, reading)
    if plan.kind == "swap":
        return said_of(plan.what, case, reading)
    if plan.kind == "blank":
        return blanked(case, reading)
    if plan.what == "sentence":
        return without_sentence(case, reading)
    return without_name(case, reading)


def _disclaimer(draft: Draft, rulebook: Rulebook) -> tuple[Edit, ...]:
    """Add the Trust's model line at the end, or its short form where space is tight."""
    text = draft.text.rstrip()
    lines = rulebook.organisation.disclaimer
    joint = "\n\n" if "\n" in text else ". " if text[-1:].isalnum() else " "
    at = Span(len(text), len(text))
    full, short = Edit(at, joint + lines.full), Edit(at, joint + lines.short)
    if draft.kind == "profile_bio":
        return (short,)
    room = draft.limit is None or utf16_length(apply(draft.text, [full])) <= draft.limit
    return (full,) if room else (short,)


def _preview(plan: FixPlan, mended: str, edits: Sequence[Edit]) -> str:
    """What the edits leave: the line itself when inserting, else the sentence round them."""
    if plan.kind in ("insert", "reply"):
        return edits[0].text.lstrip(" .\n")
    first = min(edit.span.start for edit in edits)
    grown = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
    last = max(edit.span.end for edit in edits) + grown
    start = max(mended.rfind(mark, 0, first) for mark in (". ", "! ", "? ", "\n")) + 1
    ends = [at for mark in (".", "!", "?", "\n") if (at := mended.find(mark, last)) >= 0]
    return mended[start : min(ends) + 1 if ends else len(mended)].strip()
