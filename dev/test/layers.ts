/** The layers of tests in plain Node: which files they are made of, and how long one test may take. */
import type { NodeTests } from "./nodeLayer.ts";

export const nodeLayers = {
  // Those that listen to real speech allow themselves more.
  unit: {
    pattern: "test/unit/**/*.test.ts",
    except: ["test/unit/microphone/**"],
    timeout: 10_000,
    silence: 120_000,
  },
  // Plays and captures in real time, through a sound server.
  sound: { pattern: "test/unit/microphone/**/*.test.ts", timeout: 10_000, silence: 120_000 },
  // The pages that carry the sound, in browsers of their own, without the extension.
  pages: { pattern: "test/e2e/{panel,companion}/**/*.test.ts", timeout: 120_000 },
  e2e: { pattern: "test/e2e/**/*.test.ts", except: ["test/e2e/{panel,companion}/**"], timeout: 120_000 },
  // Left out where no layer is asked for by name: minutes of sound in real time.
  soak: { pattern: "test/soak/**/*.test.ts", timeout: 30 * 60_000 },
} satisfies Record<string, NodeTests>;
