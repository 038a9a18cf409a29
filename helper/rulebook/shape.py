"""The keys that files under rules/ may have: the loader and the editors' schema both read this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helper.engine.spot.known import KNOWN

KINDS = (
    "post",
    "reply",
    "comment",
    "message",
    "profile_bio",
    "recommendation",
    "article",
    "edit_summary",
    "review",
    "title",
    "caption",
)
AUDIENCES = ("public", "group", "known", "self", "direct", "unknown")
ACCOUNTS = ("personal", "official", "unknown")
ATTACHMENTS = ("image", "video")
DEVICES = ("personal", "trust", "unknown")
TIMES = ("working",)
CONFIDENCES = ("high", "medium", "low")
STATUSES = ("live", "trial", "off")
LEVELS = ("info", "advice", "warn", "stop")
MODALITIES = ("must_not", "must", "should_not", "should", "strongly_advised", "may", "statement")
COVERAGES = ("rules", "context", "action", "inform", "none")
WITHIN = ("sentence", "neighbours", "text")
EDITING = {
    "insert": {"disclaimer": "Add the disclaimer"},
    "reword": {"we-to-i": "Change “we” to “I”"},
    "remove": {"mention": "Leave out the name", "sentence": "Leave that sentence out"},
    "swap": {
        "pupil": "Say “a pupil” instead",
        "colleague": "Say “a colleague” instead",
        "parent": "Say “a parent” instead",
        "someone": "Say “someone” instead",
    },
    "blank": {"words": "Blank it out"},
    "reply": {
        "press": "Send them to the Headteacher's office",
        "reference": "Send them to the school office",
        "pupil": "Ask them to email you at school",
        "parent": "Send them to the school office",
    },
}
ACTIONS = {
    "bio-says-so": "My bio already says so",
    "ask-headteacher": "Ask the Headteacher",
    "ask-senior-leader": "Ask a senior leader",
    "ask-exams-officer": "Ask the exams officer",
    "tell-dsl": "Tell the safeguarding lead",
    "contact-hr": "Talk to HR",
    "contact-it": "Contact the IT team",
    "report-headteacher": "Let the Headteacher know",
    "report-post": "Report the post to the site",
    "raise-concern": "Raise it where it is protected",
    "emergency": "Who to ring now",
    "hold": "Keep it for later",
    "discard": "Discard the draft",
    "take-picture-off": "Take the picture off",
    "consent-held": "Written permission is held",
    "immediate-family": "This is my immediate family",
    "old-friends": "We're family or old friends",
    "warning-others": "I'm warning people about it",
    "on-a-break": "I'm on a break",
    "show-standard": "Show the standard",
}
SPOTTERS = tuple(sorted(KNOWN))
YES = ("yes", "true")
NO = ("no", "false")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it is for, and the JSON Schema of its value."""

    about: str
    schema: dict[str, Any]
    required: bool = False


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT, "minItems": 1}
_NAMES: dict[str, Any] = {"oneOf": [_TEXT, _TEXTS]}
_CLAUSES: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string", "pattern": r"^\d+(\.\d+)+$"},
    "minItems": 1,
}


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"enum": list(values)}


def _some_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(values)}, "minItems": 1}


CONTEXT = {
    "kind": Key("The kind of box being written in.", _some_of(KINDS)),
    "site": Key("The site's short name.", _TEXTS),
    "audience": Key("Who will see it.", _some_of(AUDIENCES)),
    "account": Key("The account it is written from.", _some_of(ACCOUNTS)),
    "attachment": Key("What is attached.", _some_of(ATTACHMENTS)),
    "device": Key("Whose device it is written on.", _some_of(DEVICES)),
    "time": Key("working: in working time, as organisation.yaml has it.", _some_of(TIMES)),
    "bio_disclaimer": Key("Whether the account's bio carries the disclaimer.", {"enum": ["yes"]}),
    "on_break": Key("Whether the person has said that they are on a break.", {"enum": ["yes"]}),
}
CONDITION = {
    "present": Key("A concept, or a list of which one is enough.", _NAMES),
    "in": Key(
        "Where to look: text (usual), thread, or for `present` either.",
        _one_of(("text", "thread", "either")),
    ),
    "quoted": Key("yes: words inside quotation marks count too.", _one_of(("yes", "no"))),
    "together": Key(
        "Two or more concepts that must meet; a list inside the list: one is enough.",
        {"type": "array", "minItems": 2, "items": _NAMES},
    ),
    "within": Key(
        "How close: sentence (usual), neighbours (the next sentence will do), text, `6 words`.",
        {"type": "string", "pattern": r"^(sentence|neighbours|text|\d{1,2} words)$"},
    ),
    "without": Key("It does not count with one of these concepts as close as `within`.", _NAMES),
    "context": Key("The circumstances.", _ref("context")),
    "all": Key("Each of these holds.", _ref("conditions")),
    "any": Key("One of these is enough.", _ref("conditions")),
    "not": Key("This does not hold.", _ref("condition")),
}
EXAMPLE = {
    "text": Key("The draft; in `flags` with [[ ]] round the words to underline.", _TEXT, True),
    "kind": Key("The kind of box.", _one_of(KINDS)),
    "site": Key("The site's short name.", _TEXT),
    "thread": Key("The words being replied to.", _TEXT),
    "audience": Key("Who will see it.", _one_of(AUDIENCES)),
    "account": Key("The account it is written from.", _one_of(ACCOUNTS)),
    "bio_disclaimer": Key("Whether the bio carries the disclaimer.", _one_of(("yes", "no"))),
    "attachments": Key("What is attached.", _some_of(ATTACHMENTS)),
    "device": Key("Whose device it is written on.", _one_of(DEVICES)),
    "on_break": Key("Whether the person is on a break.", _one_of(("yes", "no"))),
    "now": Key("The local time, as 2026-11-10T10:15.", _TEXT),
}
EXAMPLES = {
    "flags": Key(
        "Drafts that this rule must flag, at exactly [[these words]].", _ref("examples"), True
    ),
    "passes": Key("Drafts over which no rule may cry.", _ref("examples"), True),
}
RULE = {
    "title": Key("What the rule notices, in a line.", _TEXT, True),
    "clauses": Key("The clauses it rests on, each in quotes.", _CLAUSES, True),
    "confidence": Key(
        "How sure it is: high, or a step or two quieter.", _one_of(CONFIDENCES), True
    ),
    "status": Key("live (usual), trial (noted, not shown) or off.", _one_of(STATUSES)),
    "when": Key("What must be there. Everything listed has to hold.", _ref("condition"), True),
    "unless": Key("What excuses it. Anything listed is enough.", _ref("condition")),
    "mark": Key("The concepts whose words are underlined.", _NAMES),
    "every": Key("yes: a card at each place, not only at the first.", _one_of(("yes", "no"))),
    "message": Key(
        "What the card says: what was seen, and a next step.", {**_TEXT, "maxLength": 160}, True
    ),
    "short": Key("The card's title: what to do.", {**_TEXT, "maxLength": 60}, True),
    "why": Key("Why it matters, for whoever asks.", _TEXT),
    "fixes": Key("What the card offers, best first.", _ref("fixes")),
    "over": Key("Findings under these clauses give way to this one.", _CLAUSES),
    "joins": Key("Findings under these clauses at the same words share this card.", _CLAUSES),
    "examples": Key("What it must flag and what it must let pass.", _ref("rule-examples"), True),
}
CONCEPT = {
    "means": Key("What it is, in plain words; the card's “why?” shows them.", _TEXT, True),
    "phrases": Key("The ways of saying it, one a line or in a list.", _NAMES),
    "patterns": Key("Regular expressions, for what words cannot say.", _ref("patterns")),
    "spotter": Key("A finder built into the helper.", _one_of(SPOTTERS)),
    "except": Key("Not where one of these covers the words.", _NAMES),
    "unless_after": Key("Not right after one of these.", _NAMES),
    "unless_before": Key("Not right before one of these.", _NAMES),
    "unless_sentence": Key("Not where the same sentence has one of these.", _NAMES),
    "unless_near": Key("Not where that or a neighbouring sentence has one.", _NAMES),
    "unless_text": Key("Not where one of these stands anywhere in the draft.", _NAMES),
}
PATTERN = {
    "regex": Key(
        "The expression, over the text in small letters.", {**_TEXT, "maxLength": 500}, True
    ),
    "needs": Key("Letters without which it cannot match.", _TEXT, True),
}
