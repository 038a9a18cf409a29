/** The few parts our pages are made of. */
import { h } from "../show/element";

/** A button that does one thing. */
export function button(label: string, press: () => void, className?: string): HTMLButtonElement {
  const made = h("button", { type: "button", class: className }, label);
  made.addEventListener("click", press);
  return made;
}

/** The element with this id; the page's own HTML promises it. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`This page has no #${id}`);
  return found;
}

/** A switch with its label, as one control for mouse, keyboard and screen reader. */
export function toggle(label: string, on: boolean, change: (on: boolean) => void): HTMLLabelElement {
  const box = h("input", { type: "checkbox", role: "switch", checked: on });
  box.addEventListener("change", () => change(box.checked));
  return h("label", { class: "switch" }, h("span", {}, label), box);
}
