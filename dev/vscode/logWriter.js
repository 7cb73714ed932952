// Stands in for VS Code's native log writer, which is not compiled here: without one VS Code has no logs. Each
// message goes to its file at once, and files are never changed for new ones.
// Plain CommonJS, because VS Code loads it as it is.
"use strict";
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

async function createLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  let lowest = levels.indexOf("info");
  let bare = false;
  const writer = (level) => (message) => {
    if (level < lowest) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(file, bare ? message : `${time} [${levels[level]}] ${message}\n`);
  };
  const [trace, debug, info, warn, error, critical] = levels.map((_, level) => writer(level));
  return {
    trace,
    debug,
    info,
    warn,
    error,
    critical,
    getLevel: () => lowest,
    setLevel: (level) => (lowest = level),
    setPattern: () => (bare = false),
    clearFormatters: () => (bare = true),
    flush() {},
    drop() {},
  };
}

// One by one, so that their names are seen where this is imported as an ES module.
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
