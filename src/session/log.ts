/** Where parts that know no VS Code write down what happened. Credentials are taken out behind it. */
export interface Log {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
