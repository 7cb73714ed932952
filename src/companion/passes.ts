/** Who may be the companion page: whoever shows the pass that the host gave out last, once. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface Exchange {
  /** What the page is to show next time. */
  readonly successor: string;
  /**
   * The page has kept the successor; what it showed is void, and so is the pass of any page before it.
   * @returns false where another page was quicker with the same pass.
   */
  complete(): boolean;
}

export interface Passes {
  /** A pass for a page that is about to be opened. The one issued before is void if it was not used. */
  issue(): string;
  /** @returns undefined where the pass is unknown, used or too old. */
  exchange(shown: string): Exchange | undefined;
}

interface Pass {
  readonly digest: Buffer;
  /** In milliseconds since 1970; none for a page that is there. */
  readonly expires: number;
}

/**
 * Milliseconds for an issued pass to arrive. It is on a command line while the browser starts, where other users
 * of the machine can read it; and the user may be asked first whether to open the page at all.
 */
const lifetime = 120_000;

export function createPasses(): Passes {
  /** Of the page that is to open, and of the page that is there. */
  let issued: Pass | undefined;
  let current: Pass | undefined;

  return {
    issue() {
      const text = newPass();
      issued = { digest: digest(text), expires: Date.now() + lifetime };
      return text;
    },
    exchange(shown) {
      const given = digest(shown);
      const used = [issued, current].find((pass) => pass !== undefined && isSame(pass, given));
      if (used === undefined) return undefined;
      const successor = newPass();
      return {
        successor,
        complete() {
          if (used !== issued && used !== current) return false;
          if (used === issued) issued = undefined;
          current = { digest: digest(successor), expires: Infinity };
          return true;
        },
      };
    },
  };
}

/** 256 bits, in letters that a fragment carries as they are. */
function newPass(): string {
  return randomBytes(32).toString("base64url");
}

/** Digests have one length, and tell nothing of how much of a guess was right. */
function digest(pass: string): Buffer {
  return createHash("sha256").update(pass).digest();
}

function isSame({ digest, expires }: Pass, given: Buffer): boolean {
  return timingSafeEqual(digest, given) && Date.now() < expires;
}
