/** One fixture page in one browser, and what a person at the keyboard could do and see there. */
import type { KeyInput, Page } from "puppeteer-core";
import { expect } from "vitest";
import type { Gesture, Scene } from "../fixtures/catalogue";
import type { Sent } from "../fixtures/page";
import type { Bench } from "./launch";
import { type Panel, type Press, readPanels, reveal } from "./panels";
import type { Exchange } from "./relay";
import { type Drawn, fieldOf, readDrawn, readOverlaid, type Spot, spotOf } from "./see";
import { type Strays, serve } from "./serve";
import { type Shade, shadeOf } from "./shade";

/** How long a condition may take to come true. Only a failing test waits this long. */
export const PATIENCE = { timeout: 25_000, interval: 30 };

/** How long a surface of ours must have been in sight before its buttons act, in milliseconds. */
const IN_SIGHT = 300;

export class Stage {
  /** Exchanges of earlier pages are none of ours. */
  readonly #since: number;

  private constructor(
    readonly bench: Bench,
    readonly scene: Scene,
    readonly page: Page,
    readonly shade: Shade,
    readonly strays: Strays,
    readonly crashes: string[],
  ) {
    this.#since = bench.relay.exchanges.length;
  }

  /** What this page last asked of the helper, and what was answered. */
  get last(): Exchange | undefined {
    return this.bench.relay.exchanges.slice(this.#since).at(-1);
  }

  static async open(bench: Bench, scene: Scene): Promise<Stage> {
    const page = await bench.browser.newPage();
    const crashes: string[] = [];
    page.on("pageerror", (error) => crashes.push(String(error)));
    const strays = await serve(page, scene);
    const stage = new Stage(bench, scene, page, await shadeOf(bench.name, page), strays, crashes);
    await page.bringToFront();
    await page.goto(scene.url);
    await page.waitForFunction(() => window.fixture?.ready === true);
    return stage;
  }

  /** Opens the scene, plays `act` on it and closes it again, whatever happened. */
  static async play(bench: Bench, scene: Scene, act: (stage: Stage) => Promise<void>): Promise<void> {
    const stage = await Stage.open(bench, scene);
    try {
      await act(stage);
    } catch (error) {
      if (error instanceof Error) error.message += await stage.testimony();
      await stage.page.close();
      throw error;
    }
    await stage.close();
  }

  /** What stood on the page when a test failed. */
  private async testimony(): Promise<string> {
    const seen = await Promise.all([
      this.model().catch(String),
      this.panels().then((panels) => panels.map(({ text }) => text), String),
      this.page
        .evaluate(() => [document.visibilityState, document.hasFocus(), document.activeElement?.tagName])
        .catch(String),
    ]);
    const { asked, answered } = this.last ?? {};
    const findings = answered?.findings.map(({ rule }) => rule);
    return `\nOn the page: ${JSON.stringify({ seen, asked, findings, crashes: this.crashes })}`;
  }

  /** Closes the page; a page that threw or asked for anything of its own fails the test. */
  async close(): Promise<void> {
    const errors = await this.page.evaluate(() => window.fixture?.errors ?? []).catch(() => []);
    await this.page.close();
    expect([...this.crashes, ...errors], "errors in the page").toEqual([]);
    expect(this.strays, "requests that left the fixtures").toEqual([]);
  }

  /** A click into the box and on to its end, as a person puts the caret there. */
  async focus(box = "post"): Promise<void> {
    const { x, y } = await this.page.evaluate(spotOf, { box, of: "editing" } as const);
    await this.page.mouse.click(x, y);
    await expect.poll(() => this.hasFocus(box), PATIENCE).toBe(true);
    await this.chord("Control", "End");
  }

  hasFocus(box = "post"): Promise<boolean> {
    return this.page.evaluate((name) => {
      const { element } = window.fixture.editing(name);
      const root = element.getRootNode() as Document | ShadowRoot;
      return (
        element.ownerDocument.hasFocus() &&
        root.activeElement !== null &&
        element.contains(root.activeElement)
      );
    }, box);
  }

  async type(text: string, box = "post"): Promise<void> {
    if (!(await this.hasFocus(box))) await this.focus(box);
    await this.page.keyboard.type(text);
  }

  /** Types, letting the page paint around each Enter as a person's hand does, and waits until the model holds it all. */
  async write(text: string, box = "post"): Promise<void> {
    const before = await this.model(box);
    for (const [index, line] of text.split("\n").entries()) {
      if (index > 0) {
        await this.painted();
        await this.page.keyboard.press("Enter");
        await this.painted();
      }
      await this.type(line, box);
    }
    await expect.poll(() => this.model(box), PATIENCE).toBe(before + text);
  }

  /** The editor's own model, in the page's own world. */
  model(box = "post"): Promise<string> {
    return this.page.evaluate((name) => window.fixture.editing(name).model(), box);
  }

  sent(): Promise<readonly Sent[]> {
    return this.page.evaluate(() => window.fixture.sent);
  }

  /** Findings drawn in the box, in reading order. */
  async drawn(box = "post"): Promise<readonly Drawn[]> {
    const ranged = await this.page.evaluate(readDrawn, box);
    const field = await this.page.evaluate(fieldOf, box);
    if (field === null) return ranged;
    const over = (await this.shade.look(readOverlaid, null)).flat();
    const here = over.filter(
      ({ x, y }) => x >= field.left && x <= field.right && y >= field.top && y <= field.bottom,
    );
    return [...ranged, ...here];
  }

  async waitForDrawn(words: readonly string[], box = "post"): Promise<void> {
    await expect
      .poll(async () => (await this.drawn(box)).map((drawn) => drawn.words), PATIENCE)
      .toEqual(words);
  }

  /** Cards, gates and notices of ours that are in sight now. */
  panels(): Promise<readonly Panel[]> {
    return readPanels(this.shade);
  }

  async panel(name: RegExp): Promise<Panel> {
    await expect
      .poll(
        async () => (await this.panels()).map((panel) => panel.name).filter((found) => name.test(found)),
        PATIENCE,
      )
      .not.toEqual([]);
    const found = (await this.panels()).find((panel) => name.test(panel.name));
    if (found === undefined) throw new Error(`the panel ${name} went away at once`);
    return found;
  }

  async waitForNoPanel(name: RegExp): Promise<void> {
    await expect
      .poll(async () => (await this.panels()).some((panel) => name.test(panel.name)), PATIENCE)
      .toBe(false);
  }

  /** Waits until a button of ours has stood still in sight for long enough to be read, and says where it is. */
  async inSight(panel: RegExp, button: RegExp): Promise<Press> {
    const message = `a button ${button} on ${panel}`;
    let last: Press | undefined;
    let since = performance.now();
    await this.panel(panel);
    await reveal(this.shade, { panel, button });
    const stood = async (): Promise<number> => {
      const found = (await this.panels())
        .filter(({ name }) => panel.test(name))
        .flatMap(({ buttons }) => buttons)
        .find(({ name, seen }) => button.test(name) && seen === 1);
      if (found?.x !== last?.x || found?.y !== last?.y || found === undefined) since = performance.now();
      last = found;
      return performance.now() - since;
    };
    await expect.poll(stood, { ...PATIENCE, message }).toBeGreaterThan(IN_SIGHT + 100);
    if (last === undefined) throw new Error(message);
    return last;
  }

  /**
   * Presses a button on one of our panels with the mouse, as a person does: once it could be read. (Our buttons do
   * nothing before that, so that no page can trick a click out of anybody.)
   */
  async press(panel: RegExp, button: RegExp): Promise<void> {
    const { x, y } = await this.inSight(panel, button);
    await this.page.mouse.click(x, y);
  }

  /** Two frames painted: whatever an event set going in the page has happened. */
  painted(): Promise<void> {
    return this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  }

  async spot(what: Spot["of"], box = "post"): Promise<{ x: number; y: number }> {
    return this.page.evaluate(spotOf, { box, of: what });
  }

  async chord(modifier: "Control" | "Shift" | "Alt", ...keys: KeyInput[]): Promise<void> {
    await this.page.keyboard.down(modifier);
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
    await this.page.keyboard.up(modifier);
  }

  async undo(box = "post"): Promise<void> {
    if (!(await this.hasFocus(box))) throw new Error("the editor lost the focus before undo");
    await this.chord("Control", "KeyZ");
  }

  async redo(): Promise<void> {
    await this.chord("Control", "Shift", "KeyZ");
  }

  /** Sends as the gesture says. */
  async send(gesture: Gesture, box = "post"): Promise<void> {
    switch (gesture) {
      case "button": {
        const { x, y } = await this.spot("button", box);
        await this.page.mouse.click(x, y);
        return;
      }
      case "space-on-button":
        await this.page.evaluate((name) => window.fixture.button(name)?.focus(), box);
        await this.page.keyboard.press(" ");
        return;
      case "enter":
        await this.page.keyboard.press("Enter");
        return;
      case "mod+enter":
        await this.chord("Control", "Enter");
        return;
      case "script-click":
        await this.page.evaluate((name) => window.fixture.button(name)?.click(), box);
        return;
      case "request-submit":
        await this.page.evaluate((name) => window.fixture.form(name)?.requestSubmit(), box);
        return;
    }
  }
}
