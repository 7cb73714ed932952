/** How long the sound of each item is, in milliseconds. */
export class SoundLengths {
  readonly #heard = new Map<string, number>();
  readonly #spoken = new Map<string, number>();
  readonly #kept = new Map<string, number>();

  /** Whether the assistant's voice was heard. */
  get hasSpoken(): boolean {
    return this.#spoken.size > 0;
  }

  noteHeard(itemId: string, ms: number): void {
    this.#heard.set(itemId, ms);
  }
  noteSpoken(itemId: string, ms: number): void {
    this.#spoken.set(itemId, ms);
  }
  /** An assistant's message was shortened; what is generated of it after that is lost, too. */
  noteCut(itemId: string, ms: number): void {
    this.#kept.set(itemId, Math.min(ms, this.#kept.get(itemId) ?? ms));
  }

  /** What is left of an assistant's message; undefined where it has no sound. */
  spoken(itemId: string): number | undefined {
    const ms = this.#spoken.get(itemId);
    return ms === undefined ? undefined : Math.min(ms, this.#kept.get(itemId) ?? ms);
  }
  /** What weighs in the context; 0 where there is no sound. */
  of(itemId: string): number {
    return this.#heard.get(itemId) ?? this.spoken(itemId) ?? 0;
  }
}
