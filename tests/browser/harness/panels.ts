/** Our card, gate and notices, read out of the closed shadow root by role and name as assistive technology would. */
import type { Shade } from "./shade";

export interface Press {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 1 when a click at x, y reaches this button, 0 when something covers it. */
  readonly seen: number;
  readonly focused: boolean;
}

export interface Panel {
  readonly role: string;
  readonly name: string;
  readonly text: string;
  readonly modal: boolean;
  readonly holdsFocus: boolean;
  readonly buttons: readonly Press[];
}

export async function readPanels(shade: Shade): Promise<readonly Panel[]> {
  return (await shade.look(panelsIn, null)).flat();
}

/** Runs in the bench's own world. */
function panelsIn(root: ShadowRoot): Panel[] {
  const nameOf = (element: Element): string => {
    const by = element.getAttribute("aria-labelledby");
    const label =
      element.getAttribute("aria-label") ??
      by
        ?.split(/\s+/)
        .map((id) => root.getElementById(id)?.textContent ?? "")
        .join(" ") ??
      element.textContent ??
      "";
    return label.replace(/\s+/g, " ").trim();
  };
  const visible = (element: Element): boolean => {
    const rect = element.getBoundingClientRect();
    return rect.width > 1 && rect.height > 1 && getComputedStyle(element).visibility === "visible";
  };
  let left = 0;
  let top = 0;
  for (let each: Window | null = window; each?.frameElement; each = each.parent) {
    const frame = each.frameElement.getBoundingClientRect();
    left += frame.left + each.frameElement.clientLeft;
    top += frame.top + each.frameElement.clientTop;
  }
  const roles = "[role=dialog], [role=alertdialog], [role=status], [role=alert], [role=group], dialog";
  return [...root.querySelectorAll<HTMLElement>(roles)].filter(visible).map((panel) => ({
    role: panel.getAttribute("role") ?? panel.localName,
    name: nameOf(panel),
    text: (panel.innerText ?? "").trim(),
    modal: panel.getAttribute("aria-modal") === "true",
    holdsFocus: root.activeElement !== null && panel.contains(root.activeElement),
    buttons: [...panel.querySelectorAll<HTMLElement>("button, a[href], summary")]
      .filter(visible)
      .map((button) => {
        const rect = button.getBoundingClientRect();
        const x = rect.left + rect.width / 2;
        const y = rect.top + rect.height / 2;
        const hit = root.elementFromPoint(x, y);
        return {
          name: nameOf(button),
          x: left + x,
          y: top + y,
          width: rect.width,
          height: rect.height,
          seen: hit !== null && (button.contains(hit) || hit.contains(button)) ? 1 : 0,
          focused: root.activeElement === button,
        };
      }),
  }));
}

export interface Sought {
  readonly panel: RegExp;
  readonly button: RegExp;
}

/** Scrolls one button into sight inside its panel, as a person would with the wheel. */
export async function reveal(shade: Shade, { panel, button }: Sought): Promise<void> {
  await shade.look(
    (root, [panelWords, buttonWords]) => {
      for (const each of root.querySelectorAll("[role=dialog], [role=alertdialog], [role=group]")) {
        const ids = each.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
        const name =
          each.getAttribute("aria-label") ??
          ids.map((id) => root.getElementById(id)?.textContent ?? "").join(" ");
        if (!new RegExp(panelWords, "i").test(name)) continue;
        for (const control of each.querySelectorAll("button, a[href]")) {
          const words = control.getAttribute("aria-label") ?? control.textContent ?? "";
          if (new RegExp(buttonWords, "i").test(words)) control.scrollIntoView({ block: "nearest" });
        }
      }
    },
    [panel.source, button.source] as const,
  );
}
