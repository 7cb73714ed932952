/**
 * `node dev/run.mjs picture`: makes docs/panel.webp, the README's picture: a real editor in which somebody has spoken,
 * sent it, and is asked something.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { explain } from "./setup/explain.ts";
import { root } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { commands } from "./speech/sentences.ts";
import { openStage, type Stage } from "./stage/stage.ts";
import { makeVsix } from "./test/checks.ts";
import type { Workbench } from "./vscode/workbench.ts";

const file = join(root, "docs/panel.webp");
/** In pixels: at this size a README shows it as it is. */
const viewport = { width: 880, height: 720 };
/** The window's title says which VS Code the tests have. */
const titleHeight = 30;
/** Where the side bar's edge is put, in pixels. */
const sideBarWidth = 372;
const sentence = "goToLine42";

/** Says the sentence, and sends it. A busy machine drops sound: then all begins anew. */
async function speakAndSend(stage: Stage): Promise<void> {
  const { panel, probe } = stage;
  for (let tries = 1; (await say(stage)) !== commands[sentence]; tries++) {
    if (tries === 6) throw new Error(`"${sentence}" was not heard in ${tries} times.`);
    await probe.command("vivaVoce.newConversation");
    await panel.log().waitFor({ state: "detached" });
    await panel.shows("listening");
  }
  await panel.shows("listening");
  await panel.button("Send what I said").click();
  await panel.log().getByText("Done.").waitFor();
  await panel.shows("listening");
}

/** @returns what was heard. */
async function say({ panel, microphone, server }: Stage): Promise<string> {
  await panel.setMuted(true);
  await microphone.load(join(root, `test/fixtures/speech/${sentence}.slt.wav`));
  await panel.setMuted(false);
  for (const until = performance.now() + 20_000; performance.now() < until; await delay(50)) {
    const heard = server.sessions.at(-1)?.heard.at(-1);
    if (heard !== undefined) return heard.text;
  }
  return "";
}

async function widenSideBar({ page }: Workbench): Promise<void> {
  const { x, y, width, height } = (await page.locator(".part.sidebar").boundingBox())!;
  await page.mouse.move(x + width, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(sideBarWidth, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(viewport.width / 2, 0);
}

/** Lossless, and smaller than a PNG; `cwebp -lossless -m 6`, for example, makes it smaller still. */
async function picture({ browser, page }: Workbench): Promise<Buffer> {
  const { width, height } = viewport;
  const clip = { x: 0, y: titleHeight, width, height: height - titleHeight };
  const png = (await page.screenshot({ clip })).toString("base64");
  const converter = await browser.newPage();
  return Buffer.from(await converter.evaluate<string>(toWebp(png)), "base64");
}

/** Runs in the browser. The best quality that its encoder has is the picture as it was. */
function toWebp(png: string): string {
  return `(async () => {
    const blob = await (await fetch("data:image/png;base64,${png}")).blob();
    const image = await createImageBitmap(blob);
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 1).split(",")[1];
  })()`;
}

async function makePicture(): Promise<void> {
  const stage = await openStage({ workbench: { viewport }, settings: { "vivaVoce.turns": "untilSent" } });
  const { panel, probe, workbench } = stage;
  try {
    await widenSideBar(workbench);
    await panel.setKey(stage.key);
    await probe.open("src/inventory.ts", { line: 1 });
    await panel.connect();
    await speakAndSend(stage);
    await panel.type("Run the command git push.");
    await panel.button("Allow").waitFor();
    await panel.shows("listening");
    await probe.command("workbench.action.focusActiveEditorGroup");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await picture(workbench));
  } finally {
    await stage.close();
  }
}

try {
  await makeVsix(createProgress());
  await makePicture();
  console.log(file);
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
