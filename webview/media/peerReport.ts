/** How a connection fares, in the words of the host. */
import type { LinkReport } from "../../src/shared/media.ts";

/** What the connection itself knows. */
export type PeerReport = Omit<LinkReport, "blocked">;

/** The statistics that are read here. https://www.w3.org/TR/webrtc-stats */
interface Stats {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly selectedCandidatePairId?: string;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: NonNullable<LinkReport["path"]>["local"];
  readonly protocol?: "udp" | "tcp";
  /** In seconds. */
  readonly currentRoundTripTime?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
}

export async function reportOf(
  connection: Pick<RTCPeerConnection, "iceConnectionState" | "getStats">,
): Promise<PeerReport> {
  // Read first: what is closed meanwhile says only that it is closed.
  const ice = connection.iceConnectionState;
  const stats = new Map<string, Stats>(await connection.getStats());
  const voice = [...stats.values()].find(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  const path = pathIn(stats);
  return {
    ice,
    received: voice?.packetsReceived ?? 0,
    // By its definition it may be negative, where packets came twice.
    lost: Math.max(0, voice?.packetsLost ?? 0),
    ...(path && { path }),
  };
}

function pathIn(stats: ReadonlyMap<string, Stats>): LinkReport["path"] {
  const pair = chosenPair(stats);
  const local = stats.get(pair?.localCandidateId ?? "");
  const remote = stats.get(pair?.remoteCandidateId ?? "");
  if (local?.candidateType === undefined || remote?.candidateType === undefined) return undefined;
  const roundTrip = pair?.currentRoundTripTime;
  return {
    local: local.candidateType,
    remote: remote.candidateType,
    protocol: local.protocol ?? "udp",
    ...(roundTrip !== undefined && { roundTrip: 1000 * roundTrip }),
  };
}

function chosenPair(stats: ReadonlyMap<string, Stats>): Stats | undefined {
  const all = [...stats.values()];
  const chosen = all.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  if (chosen !== undefined) return stats.get(chosen);
  // Firefox has no word on transports.
  return all.find((pair) => pair.type === "candidate-pair" && pair.nominated && pair.state === "succeeded");
}
