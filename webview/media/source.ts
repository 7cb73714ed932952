/** Where the sound of an open microphone comes from, whichever it is. */

export interface Source {
  /** The track to send at first. */
  readonly track: MediaStreamTrack;
  /** The device's name, where this page knows it. */
  readonly device?: string;
  /** Closed, the track is silent. */
  setGate(open: boolean): void;
  /** A piece of what the host captures. */
  take?(sequence: number, samples: Uint8Array<ArrayBuffer>): void;
  close(): void;
}
