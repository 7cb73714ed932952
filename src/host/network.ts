/** What the computer is connected to, as far as its own addresses tell. */
import { networkInterfaces } from "node:os";
import { Transports } from "../session/transports.ts";
import { transportSetting } from "./settings.ts";

/** For this window: the next one tries WebRTC again. */
export function createTransports(): Transports {
  return new Transports({ wanted: transportSetting, network: networkName, now: () => Date.now() });
}

/** Another one in another network. What comes and goes by itself in IPv6 is left out. */
function networkName(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  const own = all.filter(({ internal, family }) => !internal && family === "IPv4");
  return own
    .map(({ cidr, address }) => cidr ?? address)
    .toSorted()
    .join(" ");
}
