/** Drafts to try, some that the policy has a word to say about and some that it has not. */
export const EXAMPLES: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: "Where I work, and “we”",
    text: "I teach maths at Ripley and we think the new timetable is daft",
  },
  {
    title: "The same, put kindly",
    text: "I teach maths at Ripley St Thomas and I find the new timetable hard going. Views my own, not my employer's.",
  },
  {
    title: "Pleased about school",
    text: "So proud to be part of the team at Ripley St Thomas tonight. What a concert!",
  },
  {
    title: "With emoji and a new line",
    text: "Long week 😅🎉\nTeaching at Ripley St Thomas is never dull, but our decision on homework is the right one.",
  },
  {
    title: "Nothing to do with work",
    text: "Made a lemon drizzle cake with my own children. It sank in the middle and was gone in ten minutes.",
  },
];
