/** What a member of staff might write, with what the policy says of it. */

/** 9.5: says where they work, without the disclaimer. Advice: shown, never held. */
export const ADVICE = {
  text: "I teach at Ripley St Thomas, bus late again",
  words: ["Ripley St Thomas"],
} as const;

/** 7.1: claims to speak for the Trust. Held at Post. */
export const STOP = {
  text: "On behalf of the Bay Learning Trust: no school on Monday.",
} as const;

/** Nothing to mention. */
export const CLEAN = { text: "Lovely walk along the prom, dog asleep." } as const;
