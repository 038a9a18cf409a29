/** A break from one rule: a day, by this computer's clock and place, and the rule's id. */

/** The entry that silences a rule until the end of the day. */
export function today(rule: string, now = new Date()): string {
  return `${dayOf(now)} ${rule}`;
}

export function isToday(entry: string, now = new Date()): boolean {
  return entry.startsWith(`${dayOf(now)} `);
}

/** The rule that an entry is about. */
export function ruleOf(entry: string): string {
  return entry.slice(entry.indexOf(" ") + 1);
}

function dayOf(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
