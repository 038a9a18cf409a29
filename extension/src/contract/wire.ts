/** Short names for the wire's types. Ranges count UTF-16 code units of the text exactly as sent. */
import type { components } from "./api";

type Schemas = components["schemas"];
export type CheckRequest = Schemas["CheckRequest"];
export type Context = Schemas["Context"];
export type Kind = Schemas["Kind"];
export type Report = Schemas["Report"];
export type Finding = Schemas["Finding"];
export type Fix = Schemas["Fix"];
export type Range16 = Schemas["Range"];
export type Severity = Schemas["Severity"];
export type Verdict = Schemas["Verdict"];
export type Health = Schemas["Health"];
export type Policy = Schemas["Policy"];
export type Edit16 = NonNullable<Fix["edits"]>[number];

/** The API versions this extension speaks; nothing is sent before the helper's range overlaps. */
export const API = { min: 1, max: 1 } as const;
