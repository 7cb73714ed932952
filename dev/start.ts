/** `npm start`: VS Code with the extension and the sample workspace, and a model that needs no key. */
import { once } from "node:events";
import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { startRealtimeServer } from "./realtime/server.ts";
import { copySample } from "./sample.ts";
import { explain } from "./setup/explain.ts";
import { vsix } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { ensureVsCode, vsCodeVersion } from "./setup/vscode.ts";
import { ensureDesktop, startDesktop } from "./start/desktop.ts";
import { hasDisplay, openInBrowser } from "./start/display.ts";
import { chooseProvider, type ProviderChoice, type ProviderSetup } from "./start/provider.ts";
import { makeVsix } from "./test/checks.ts";
import { startVsCode } from "./vscode/server.ts";

const usage = `npm start -- [--openai | --azure] [--desktop | --port NUMBER] [--no-open]

  --openai     OpenAI's model, with your key from OPENAI_API_KEY
  --azure      Azure's, with AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY and AZURE_OPENAI_DEPLOYMENT
  --desktop    desktop VS Code in place of one in the browser
  --port       where VS Code listens; otherwise on any free port
  --no-open    does not open your browser`;

/** @param verb how one talks to it there. */
function firstThings(verb: "Say" | "Type"): string {
  const microphone =
    verb === "Say" ? " and allow the microphone" : "; desktop VS Code lends it no microphone";
  return `
Three things to do first:
  1. Open the Voice view, the waveform in the bar on the left, then choose Connect${microphone}.
  2. ${verb} "open the inventory file", then "go to line forty two".
  3. ${verb} "delete line three", then "undo that".

Ctrl+C ends everything.`;
}

interface Options {
  choice: ProviderChoice;
  desktop: boolean;
  port: number | undefined;
  open: boolean;
}

const step = createProgress();

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      openai: { type: "boolean", default: false },
      azure: { type: "boolean", default: false },
      desktop: { type: "boolean", default: false },
      port: { type: "string" },
      "no-open": { type: "boolean", default: false },
    },
  });
  if (values.openai && values.azure) throw new Error("Choose one of --openai and --azure.");
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port ${values.port} is not a port: it must be a number from 1 to 65535.`);
  }
  const choice = values.openai ? "openai" : values.azure ? "azure" : "loopback";
  return { choice, desktop: values.desktop, port, open: !values["no-open"] };
}

/** @throws {Error} where something else listens there. */
async function checkPort(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(
      `Port ${port} cannot be used. Choose another with --port, or leave it out for any free one.`,
      {
        cause: error,
      },
    );
  } finally {
    server.close();
  }
}

async function startInBrowser({ port, open }: Options, provider: ProviderSetup): Promise<void> {
  const workspace = (await copySample()).path;
  const { settings, environment } = provider;
  const vsCode = await step("Editor", () =>
    startVsCode({
      workspace,
      extensions: [vsix],
      settings,
      environment,
      ...(port === undefined ? {} : { port }),
    }),
  );
  console.log(`\n  ${vsCode.url}\n\nThe model is ${provider.description}.`);
  if (open && hasDisplay()) {
    await openInBrowser(vsCode.url).catch(() =>
      console.log("Your browser did not open: open the address above in it."),
    );
  } else {
    console.log("Open the address above in Chrome, Edge or Chromium on this computer.");
  }
  console.log(firstThings("Say"));
  const ending = await vsCode.ended;
  throw new Error(`VS Code ${ending}\n${vsCode.output()}`);
}

async function startOnDesktop(executable: string, provider: ProviderSetup): Promise<void> {
  const workspace = (await copySample()).path;
  const window = await step("Editor", () => startDesktop(executable, workspace, provider));
  console.log(`\nThe model is ${provider.description}.\n${firstThings("Type")}`);
  const { code } = await window.exited;
  if (code !== 0) throw new Error(`VS Code ended with code ${code}.\n${window.output()}`);
}

async function start(options: Options): Promise<void> {
  if (options.port !== undefined) await checkPort(options.port);
  const provider = await step("Model", () =>
    chooseProvider(options.choice, process.env, (key) => startRealtimeServer({ key, port: 0 })),
  );
  const executable = options.desktop ? await step("Desktop VS Code", ensureDesktop) : undefined;
  if (executable === undefined) await step(`VS Code ${vsCodeVersion}`, ensureVsCode);
  await makeVsix(step);
  await (executable === undefined ? startInBrowser(options, provider) : startOnDesktop(executable, provider));
}

try {
  if (process.argv.includes("--help")) console.log(usage);
  else await start(readOptions());
  process.exit(0);
} catch (error) {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") === true;
  console.error(isUsage ? `${(error as Error).message}\n\n${usage}` : `\n${explain(error)}`);
  process.exit(1);
}
