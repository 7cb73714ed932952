/** What VS Code keeps for an extension, in memory. */
import * as vscode from "vscode";

export class Keyring implements vscode.SecretStorage {
  readonly kept = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  /** What a store waits for. */
  slow = Promise.resolve();

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.kept.get(key));
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.kept.keys()]);
  }

  async store(key: string, value: string): Promise<void> {
    await this.slow;
    this.kept.set(key, value);
    this.#changed.fire({ key });
  }

  delete(key: string): Promise<void> {
    this.kept.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  }
}

export class Memory implements vscode.Memento {
  readonly #values = new Map<string, unknown>();
  keys(): readonly string[] {
    return [...this.#values.keys()];
  }
  get<T>(key: string, fallback?: T): T | undefined {
    return (this.#values.get(key) as T | undefined) ?? fallback;
  }
  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
  get text(): string {
    return JSON.stringify([...this.#values]);
  }
}
