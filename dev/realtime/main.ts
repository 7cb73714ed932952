/** Starts the server: `node dev/realtime/main.ts --port 8787 --key KEY [--plays SERVER] [--origin ORIGIN]…`. */
import { parseArgs } from "node:util";
import { plays } from "./variants/variant.ts";
import { startRealtimeServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    key: { type: "string" },
    plays: { type: "string", default: "openai" },
    origin: { type: "string", multiple: true, default: [] },
  },
});
if (values.key === undefined) throw new Error("Say which key clients must present: --key KEY");

const played = plays.find((name) => name === values.plays);
if (played === undefined) throw new Error(`Say whom it plays: ${plays.join(", ")}`);

const server = await startRealtimeServer({
  key: values.key,
  port: Number(values.port),
  origins: values.origin,
  plays: played,
});
console.log(server.url);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
