/**
 * What the extension host and its capture process say to each other. One process opens one device, once: to
 * change the device or to release it, the process ends.
 */
import * as z from "zod";

/** Signed 16-bit little-endian PCM, one channel, 48 kHz. */
const samples = z.instanceof(Uint8Array);

export const toCapture = z.discriminatedUnion("type", [
  /** Answered by `devices`. */
  z.object({ type: z.literal("list") }),
  /** Answered by `opened` or `refused`. Without a source, `devices` follows, and comes again at each change. */
  z.object({
    type: z.literal("open"),
    /** By its name; "" is the system's default. */
    device: z.string(),
    /** A source of Linux's sound server, by its own name, instead of a device. "" is the server's default. */
    source: z.optional(z.string()),
    /** Whether echo is taken out of it, with `played` as its reference. */
    echo: z.boolean(),
  }),
  z.object({ type: z.literal("played"), samples }),
]);
export type ToCapture = z.infer<typeof toCapture>;

export const fromCapture = z.discriminatedUnion("type", [
  z.object({ type: z.literal("devices"), names: z.array(z.string()) }),
  /** `device`: the name of what was opened; "" where it is the default, whose name is not known. */
  z.object({ type: z.literal("opened"), device: z.string() }),
  z.object({ type: z.literal("refused"), reason: z.enum(["missing", "failed"]), detail: z.string() }),
  z.object({ type: z.literal("samples"), samples }),
  /** `zeros`: after there was sound, nothing but exact zeros came for a while. Told again when that ends. */
  z.object({ type: z.literal("sound"), zeros: z.boolean() }),
  /** The host did not take the samples in time, and the oldest are gone: so many milliseconds of them. */
  z.object({ type: z.literal("dropped"), milliseconds: z.number() }),
]);
export type FromCapture = z.infer<typeof fromCapture>;
