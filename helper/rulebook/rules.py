"""A rule file in, a rule out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from helper.engine.book import (
    All,
    Any,
    Condition,
    Context,
    Example,
    FixPlan,
    Not,
    Policy,
    Present,
    Reach,
    Rule,
    Together,
)
from helper.engine.judge import severity_of
from helper.engine.model import Account, Draft, Span
from helper.rulebook import shape
from helper.rulebook.nodes import Listing, Node, Scalar, Table
from helper.rulebook.policy import clause_id
from helper.rulebook.problems import nearest
from helper.rulebook.reader import Place, Reader

MOST_MESSAGE = 160
MOST_SHORT = 60
_WORDS_APART = re.compile(r"(\d{1,2}) words")
_INVITES = re.compile(
    r"\b(so|please|would you|you (may|might|could)|why not|worth|better|instead)\b", re.IGNORECASE
)
_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_PARTS = ("present", "together", "context", "all", "any", "not")


@dataclass(slots=True)
class RuleReader:
    """Reads rule files against a policy and the names of the concepts."""

    reader: Reader
    policy: Policy
    concepts: frozenset[str]
    used: set[str]

    def read(self, id_: str, node: Node) -> Rule:
        """The rule with this id."""
        reader = self.reader
        fields = reader.table(node, shape.RULE, "a rule")
        clauses = self._clauses(fields.get("clauses"))
        self._check_folder(id_, clauses, fields.get("clauses"))
        confidence = reader.choice(fields.get("confidence"), shape.CONFIDENCES, "confidence", "low")
        when = self._condition(fields.get("when"), excuse=False) or All(())
        unless = self._condition(fields.get("unless"), excuse=True)
        examples = reader.table(fields.get("examples"), shape.EXAMPLES, "examples")
        known = [self.policy.clauses[c] for c in clauses if c in self.policy.clauses]
        rule = Rule(
            id=id_,
            title=reader.text(fields.get("title"), "title"),
            clauses=clauses,
            confidence=confidence,
            status=reader.choice(fields.get("status"), shape.STATUSES, "status", "live"),
            when=when,
            unless=unless,
            mark=self._names(fields.get("mark"), "mark"),
            every=reader.flag(fields.get("every"), "every"),
            message=self._message(fields.get("message"), "message", MOST_MESSAGE),
            short=self._message(fields.get("short"), "short", MOST_SHORT),
            why=reader.text(fields.get("why"), "why"),
            fixes=self._fixes(fields.get("fixes")),
            over=self._clauses(fields.get("over")),
            joins=self._clauses(fields.get("joins")),
            flags=self._examples(examples.get("flags"), flagged=True),
            passes=self._examples(examples.get("passes"), flagged=False),
            file=reader.file,
        )
        if not known:
            return rule
        values = {name: getattr(rule, name) for name in Rule.__dataclass_fields__}
        return Rule(**{**values, "severity": severity_of(known, confidence)})

    # -------------------------------------------------------- clauses and words

    def _clauses(self, node: Node | None) -> tuple[str, ...]:
        found = []
        for item in self.reader.items(node, "clauses"):
            id_ = clause_id(self.reader, item)
            if id_ and id_ not in self.policy.clauses:
                self.reader.complain(
                    item,
                    f"the policy has no clause {id_}",
                    nearest(id_, list(self.policy.clauses)),
                )
            found.append(id_)
        return tuple(found)

    def _check_folder(self, id_: str, clauses: tuple[str, ...], node: Node | None) -> None:
        folder = id_.partition("/")[0].partition("-")[0]
        if clauses and node is not None and folder != clauses[0]:
            self.reader.complain(
                node,
                f"this folder is for clause {folder}, and the rule's first is {clauses[0]}",
                "move the file, or put that clause first",
            )

    def _message(self, node: Node | None, what: str, most: int) -> str:
        value = self.reader.text(node, what)
        if node is None or not value:
            return value
        if len(value) > most:
            self.reader.complain(
                node, f"the {what} has {len(value)} characters", f"say it in {most} or fewer"
            )
        if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") for char in value):
            self.reader.complain(
                node, f"the {what} holds a character that cannot be seen", "type the line afresh"
            )
        if what == "message" and not _INVITES.search(value):
            self.reader.complain(
                node,
                "the message names no next step",
                "say what to do, as in “..., so a short line would help” or “please ...”",
            )
        return value

    def _names(self, node: Node | None, what: str) -> tuple[str, ...]:
        found = []
        for text in self.reader.texts(node, what):
            if text.value not in self.concepts:
                self.reader.complain(
                    text,
                    f"there is no concept {text.value!r}",
                    nearest(text.value, sorted(self.concepts)),
                )
            self.used.add(text.value)
            found.append(text.value)
        return tuple(found)

    # -------------------------------------------------------- conditions

    def _condition(self, node: Node | None, *, excuse: bool) -> Condition | None:
        """One condition; as an excuse any key is enough, otherwise each has to hold."""
        if node is None:
            return None
        if isinstance(node, (Scalar, Listing)):
            names = self._names(node, "a condition")
            return Present(names) if names else None
        reader = self.reader
        fields = reader.table(node, shape.CONDITION, "unless" if excuse else "a condition")
        if not set(_PARTS) & node.entries.keys():
            reader.complain(node, "this condition is empty", "add `present:` and a concept")
            return None
        parts: list[Condition] = []
        if "present" in fields:
            parts.append(
                Present(
                    self._names(fields["present"], "present"),
                    reader.choice(fields.get("in"), ("text", "thread", "either"), "in", "text"),
                    reader.flag(fields.get("quoted"), "quoted"),
                    self._names(fields.get("without"), "without"),
                    self._reach(fields.get("within")),
                )
            )
        if "together" in fields:
            parts.append(
                Together(
                    self._groups(fields["together"]),
                    self._reach(fields.get("within")),
                    reader.choice(fields.get("in"), ("text", "thread"), "in", "text"),
                    reader.flag(fields.get("quoted"), "quoted"),
                    self._names(fields.get("without"), "without"),
                )
            )
        if "context" in fields:
            parts += self._context(fields["context"], excuse=excuse)
        for key, kind in (("all", All), ("any", Any)):
            if key in fields:
                inner = [
                    part
                    for item in reader.items(fields[key], key)
                    if (part := self._condition(item, excuse=False)) is not None
                ]
                parts.append(kind(tuple(inner)))
        if "not" in fields:
            inner_part = self._condition(fields["not"], excuse=False)
            if inner_part is not None:
                parts.append(Not(inner_part))
        if len(parts) == 1:
            return parts[0]
        return Any(tuple(parts)) if excuse else All(tuple(parts))

    def _groups(self, node: Node) -> tuple[tuple[str, ...], ...]:
        groups = [
            self._names(item, "together")
            for item in self.reader.items(node, "together")
            if isinstance(item, (Scalar, Listing))
        ]
        if len(groups) < 2:
            self.reader.complain(node, "it takes two to be together", "write [one, other]")
            groups.append(())
        return tuple(groups)

    def _reach(self, within: Node | None) -> Reach:
        value = self.reader.text(within, "within") or "sentence"
        apart = _WORDS_APART.fullmatch(value)
        if apart:
            return Reach("words", int(apart[1]))
        if value not in shape.WITHIN and within is not None:
            self.reader.complain(
                within,
                f"within cannot be {value!r}",
                "write sentence, neighbours, text, or a number such as `6 words`",
            )
        return Reach(value)

    def _context(self, node: Node, *, excuse: bool) -> list[Condition]:
        reader = self.reader
        fields = reader.table(node, shape.CONTEXT, "context")
        if not fields:
            reader.complain(node, "the context is empty", "add `kind:` or another key")
        read: Mapping[str, Context] = {
            "kind": Context(kinds=reader.choices(fields.get("kind"), shape.KINDS, "kind")),
            "site": Context(
                sites=tuple(text.value for text in reader.texts(fields.get("site"), "site"))
            ),
            "audience": Context(
                audiences=reader.choices(fields.get("audience"), shape.AUDIENCES, "audience")
            ),
            "account": Context(
                accounts=reader.choices(fields.get("account"), shape.ACCOUNTS, "account")
            ),
            "attachment": Context(
                attachments=reader.choices(
                    fields.get("attachment"), shape.ATTACHMENTS, "attachment"
                )
            ),
            "device": Context(
                devices=reader.choices(fields.get("device"), shape.DEVICES, "device")
            ),
            "time": Context(times=reader.choices(fields.get("time"), shape.TIMES, "time")),
            "on_break": Context(on_break=reader.flag(fields.get("on_break"), "on_break")),
            "bio_disclaimer": Context(
                bio_disclaimer=reader.flag(fields.get("bio_disclaimer"), "bio_disclaimer")
            ),
        }
        parts: list[Condition] = [read[key] for key in fields]
        return parts if excuse else [All(tuple(parts))]

    # -------------------------------------------------------- fixes and examples

    def _fixes(self, node: Node | None) -> tuple[FixPlan, ...]:
        reader = self.reader
        kinds = [*shape.EDITING, "do"]
        found: list[FixPlan] = []
        for item in reader.items(node, "fixes"):
            fields = reader.entries(item, "a fix")
            kind = next((key for key in fields if key in kinds), "")
            for key, (place, _) in fields.items():
                if key not in kinds and key != "title":
                    reader.complain(
                        place, f"a fix has no key {key!r}", nearest(key, [*kinds, "title"])
                    )
            if not kind:
                if isinstance(item, Table):
                    reader.complain(item, "this fix does nothing", "write `insert: disclaimer`")
                continue
            titles = shape.ACTIONS if kind == "do" else shape.EDITING[kind]
            what = reader.choice(fields[kind][1], titles, kind, "")
            title = reader.text(fields["title"][1], "title") if "title" in fields else ""
            if what:
                found.append(FixPlan(kind, what, title or titles[what]))
        return tuple(found)

    def _examples(self, node: Node | None, *, flagged: bool) -> tuple[Example, ...]:
        reader = self.reader
        what = "flags" if flagged else "passes"
        found = []
        for item in reader.items(node, what):
            fields: dict[str, Node] = {"text": item}
            if isinstance(item, Table):
                fields = reader.table(item, shape.EXAMPLE, "an example")
            plain = _plain(item)
            raw = plain if isinstance(plain, (str, dict)) else ""
            marked = reader.text(fields.get("text"), "the example")
            text, span = unmark(marked)
            place = Place(item.line, item.column)
            if flagged and span is None:
                reader.complain(place, "no words are marked", "put [[ and ]] round the words")
            if not flagged and span is not None:
                reader.complain(place, "words are marked that nobody flags", "remove [[ and ]]")
            found.append(Example(self._draft(text, fields), span, raw, item.line))
        return tuple(found)

    def _draft(self, text: str, fields: Mapping[str, Node]) -> Draft:
        reader = self.reader
        return Draft(
            text=text,
            site=reader.text(fields.get("site"), "site"),
            kind=reader.choice(fields.get("kind"), shape.KINDS, "kind", "post"),
            thread=reader.text(fields.get("thread"), "thread"),
            attachments=reader.choices(fields.get("attachments"), shape.ATTACHMENTS, "attachments"),
            audience=reader.choice(fields.get("audience"), shape.AUDIENCES, "audience", "unknown"),
            account=Account(
                reader.choice(fields.get("account"), shape.ACCOUNTS, "account", "unknown"),
                reader.flag(fields.get("bio_disclaimer"), "bio_disclaimer"),
                reader.flag(fields.get("on_break"), "on_break"),
            ),
            now=self._moment(fields.get("now")),
            device=reader.choice(fields.get("device"), shape.DEVICES, "device", "unknown"),
        )

    def _moment(self, node: Node | None) -> datetime | None:
        written = self.reader.text(node, "now")
        if not written or node is None:
            return None
        try:
            return datetime.fromisoformat(written)
        except ValueError:
            self.reader.complain(
                node, f"{written!r} is not a moment", "write it as 2026-11-10T10:15"
            )
            return None


def unmark(marked: str) -> tuple[str, Span | None]:
    """An example without its `[[ ]]`, and the words they stood round."""
    found = _MARKED.search(marked)
    if found is None:
        return marked, None
    text = marked[: found.start()] + found[1] + marked[found.end() :]
    return text, Span(found.start(), found.start() + len(found[1]))


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}
