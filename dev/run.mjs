// Runs a development command, `node dev/run.mjs COMMAND [arguments]`, from a fresh clone on.
// Plain JavaScript without packages, because it runs on whatever Node there is, before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const commands = ["start", "test", "demo", "bench", "call", "tools", "package", "picture"];
const oldestNode = 20;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= oldestNode) return;
  fail(
    `Node ${process.versions.node} is too old: install Node ${oldestNode} or later from https://nodejs.org, then run this again.`,
  );
}

/** npm writes down what it has installed, and touches that file last. */
function isInstalled() {
  const installed = join(root, "node_modules/.package-lock.json");
  const wanted = join(root, "package-lock.json");
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
  // A checkout touches the lock file without changing it: compare what they say.
  return packagesOf(installed) === packagesOf(wanted);
}

/** The packages of a lock file that belong on every machine, each with its version and checksum. */
function packagesOf(file) {
  const described = [];
  for (const [path, { version, integrity, optional }] of Object.entries(
    JSON.parse(readFileSync(file, "utf8")).packages,
  )) {
    // The first one is the project itself; optional ones are there on some machines only.
    if (path !== "" && !optional) described.push(`${path} ${version} ${integrity}`);
  }
  return described.toSorted().join("\n");
}

function install() {
  if (isInstalled()) return;
  const started = performance.now();
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (npm.error !== undefined)
    fail(`npm could not be started (${npm.error.message}). It comes with Node: https://nodejs.org`);
  if (npm.status !== 0) {
    fail(
      `${npm.stdout}${npm.stderr}\nThe packages could not be installed. Without a network this does not work the first time.`,
    );
  }
  console.log(`✓ Packages (installed) ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function run(command, args) {
  const environment = { ...process.env };
  const name = Object.keys(environment).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  environment[name] = [join(root, "node_modules/.bin"), environment[name]].filter(Boolean).join(delimiter);
  const executable = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  // The sources are ES modules; package.json does not say so, because the bundles that VS Code loads are not.
  const options = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"];
  const child = spawn(executable, [...options, join(root, "dev", `${command}.ts`), ...args], {
    cwd: root,
    env: environment,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // A terminal sends Ctrl+C to the child as well; then a second one does no harm.
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => fail(`${executable} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
}

checkNode();
const [command, ...args] = process.argv.slice(2);
if (!commands.includes(command)) fail(`Usage: node dev/run.mjs ${commands.join("|")} [arguments]`);
install();
run(command, args);
