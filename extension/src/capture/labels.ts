/** What a control or a field calls itself, to the person and to the page's code. */

/** So many parents up still counts as near. */
export const NEAR = 8;

export const BUTTONS = "button,[role=button],input[type=submit],input[type=button]";

/** Whole labels of controls that send what somebody wrote. */
const SENDS = new RegExp(
  `^(?:${[
    "post|reply|send|comment|publish|tweet|submit|share|respond|update|done|save",
    "post (?:all|now|comment|reply|update|message|review|answer|to .{1,40})",
    "(?:publish|submit|send|add|share|save|leave|write)(?: (?:a|an|my|your|the))? " +
      "(?:post|comment|reply|replies|message|review|answer|response|changes|page|update|now|status|story|article|note|feedback|entry)",
    "publish (?:posts|replies)",
    "toot!?",
    // French, Polish, Welsh, German and Spanish, as sites put them.
    "publier|envoyer|répondre|commenter|partager",
    "opublikuj|wyślij|odpowiedz|skomentuj|udostępnij",
    "postio|cyhoeddi|anfon|ateb|sylw|rhannu",
    "posten|veröffentlichen|senden|absenden|antworten|kommentieren|teilen",
    "publicar|enviar|responder|comentar|compartir",
    "press enter to send",
  ].join("|")})[!.…]?$`,
  "i",
);

export function sendsByLabel(label: string): boolean {
  return SENDS.test(label);
}

export function labelOf(control: Element): string {
  const label = control.getAttribute("aria-label") || textOf(control) || control.getAttribute("title");
  return (label || (control as HTMLInputElement).value || "").trim();
}

function textOf(control: Element): string {
  const text = (control.textContent ?? "").replace(/\s+/g, " ").trim();
  return text.length <= 60 ? text : "";
}

export function isButton(element: Element): boolean {
  return element.matches(BUTTONS);
}

export function isDisabled(control: Element): boolean {
  return control.matches(":disabled,[aria-disabled=true]");
}

/** Everything by which a field tells the person what to write in it. */
export function fieldLabel(field: HTMLElement): string {
  const { ownerDocument } = field;
  const parts = ["aria-label", "placeholder", "aria-placeholder", "data-placeholder", "title"].map((name) =>
    field.getAttribute(name),
  );
  const labelled = field.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const described = field.getAttribute("aria-describedby")?.split(/\s+/) ?? [];
  for (const id of [...labelled, ...described])
    parts.push(ownerDocument.getElementById(id)?.textContent ?? "");
  for (const label of (field as HTMLInputElement).labels ?? []) parts.push(label.textContent);
  return parts
    .filter((part) => part)
    .join(" ")
    .replace(/\s+/g, " ")
    .slice(0, 300);
}
