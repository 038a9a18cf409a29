/** The browser's own box for more than one line. */
import type { Mount } from "./editor";

export const textarea: Mount = (place, label) => {
  const element = document.createElement("textarea");
  element.rows = 3;
  element.setAttribute("aria-label", label);
  place.append(element);
  return {
    read: () => element.value,
    write: (text) => {
      element.value = text;
      element.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
    focus: () => element.focus(),
  };
};
