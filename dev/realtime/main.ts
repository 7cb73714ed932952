/** Starts the server: `node dev/realtime/main.ts --port 8787 --key KEY [--origin ORIGIN]…`. */
import { parseArgs } from "node:util";
import { startRealtimeServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    key: { type: "string" },
    origin: { type: "string", multiple: true, default: [] },
  },
});
if (values.key === undefined) throw new Error("Say which key clients must present: --key KEY");

const server = await startRealtimeServer({
  key: values.key,
  port: Number(values.port),
  origins: values.origin,
});
console.log(server.url);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
