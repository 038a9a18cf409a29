/** A contenteditable element with nothing behind it. */
import { type Mount, named } from "./editor";

export const plain: Mount = (place, label) => {
  const element = document.createElement("div");
  element.contentEditable = "plaintext-only";
  named(element, label);
  place.append(element);
  return {
    read: () => element.textContent ?? "",
    write: (text) => {
      element.textContent = text;
    },
    focus: () => element.focus(),
  };
};
