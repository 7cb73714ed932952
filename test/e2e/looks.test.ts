import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../../dev/stage/stage.ts";
import { faintTexts } from "./panel/harness/contrast.ts";
import { screenshots, sharedStage } from "./sharedStage.ts";
import { currentSession, speak, until } from "./talking.ts";

/** As VS Code's picker calls them, and WCAG's bound for small text: AAA where high contrast is promised. */
const themes = [
  { theme: "Light Modern", file: "light", contrast: 4.5 },
  { theme: "Dark High Contrast", file: "high-contrast", contrast: 7 },
  { theme: "Light High Contrast", file: "high-contrast-light", contrast: 7 },
  // The stage's own stands last, and so again for the tests that follow.
  { theme: "Dark Modern", file: "dark", contrast: 4.5 },
];

describe("a conversation in the workbench", () => {
  let stage: Stage;
  before(async () => {
    stage = await sharedStage();
    const { panel, probe } = stage;
    await mkdir(screenshots, { recursive: true });
    await probe.open("src/inventory.ts", { line: 1 });
    await panel.connect();
    await speak(stage, "goToLine42", "slt");
    const { sent } = currentSession(stage);
    await until("it is answered", () => sent.some(({ type }) => type === "output_audio_buffer.stopped"));
    await panel.type("run the command developer reload window");
    await panel.button("Allow").waitFor();
    await panel.shows("listening");
  });
  after(async () => {
    await stage?.panel.button("Deny").click();
    await stage?.panel.stop();
  });

  async function choose(theme: string): Promise<void> {
    const { page, panel, runCommand } = stage.workbench;
    await runCommand("Preferences: Color Theme");
    const picker = page.locator(".quick-input-widget:visible");
    await picker.getByPlaceholder(/color theme/i).fill(theme);
    await picker.locator(".monaco-list-row.focused", { hasText: theme }).waitFor();
    await page.keyboard.press("Enter");
    await picker.waitFor({ state: "hidden" });
    await panel.locator(`body[data-vscode-theme-name="${theme}"]`).waitFor();
  }

  for (const { theme, file, contrast } of themes) {
    describe(`in ${theme}`, () => {
      before(async () => {
        await choose(theme);
        await stage.workbench.screenshot(join(screenshots, `workbench-${file}.png`));
      });

      it("fits the panel's width", async () => {
        const beyond = await stage.panel.evaluate<string[]>(
          `[...document.querySelectorAll("#root *:not(.unseen)")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth)
            .map((element) => element.outerHTML.slice(0, 100))`,
        );
        assert.deepEqual(beyond, []);
      });

      it("can be read", async () => {
        // The panel is transparent, and what is behind it belongs to another document.
        const sideBar = stage.workbench.page.locator(".part.sidebar");
        const behind = await sideBar.evaluate((element) => getComputedStyle(element).backgroundColor);
        const faint = await stage.panel.evaluate<string[]>(`{
          const { style } = document.documentElement;
          style.background = ${JSON.stringify(behind)};
          const faint = (${faintTexts.toString()})(${contrast});
          style.background = "";
          faint;
        }`);
        assert.deepEqual(faint, []);
      });

      it("has a name for each button, and shows which has the focus", async () => {
        const { page, panel } = stage.workbench;
        const buttons = panel.getByRole("button");
        assert.equal(await panel.getByRole("button", { name: /\S/ }).count(), await buttons.count());
        await panel.getByRole("textbox").focus();
        // From here on the focus is a keyboard's, which is to be seen.
        await page.keyboard.press("Shift+Tab");
        const outlines = await stage.panel.evaluate<string[]>(
          `[...document.querySelectorAll("button:enabled")].map((button) => {
            button.focus();
            const { outlineStyle, outlineWidth } = getComputedStyle(button);
            // The model's name, and where it runs, which differs.
            const label = button.ariaLabel?.startsWith("Profile: ") ? "Profile" : button.innerText || button.ariaLabel;
            return [label, outlineStyle, outlineWidth].join(" ");
          })`,
        );
        const shown = [
          "Stop",
          "Allow",
          "Deny",
          "Always in This Workspace",
          "Mute microphone",
          "Hold to talk",
          "Sleep",
          "Mute the assistant",
          "Profile",
          "Event log",
        ];
        assert.deepEqual(
          outlines,
          shown.map((name) => `${name} solid 1px`),
        );
      });
    });
  }
});
