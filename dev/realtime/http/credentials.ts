/** Who a request comes from. */
import type { IncomingMessage } from "node:http";
import { HttpError } from "./answer.ts";

/** @throws {HttpError} where there is none. */
export function credentialOf({ headers }: IncomingMessage): string {
  const apiKey = headers["api-key"];
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  const credential = typeof apiKey === "string" ? apiKey : bearer;
  if (credential !== undefined) return credential;
  const message = "You didn't provide an API key. Provide it in an Authorization header using Bearer auth.";
  throw new HttpError(401, message);
}

export function wrongCredential(credential: string): HttpError {
  const code = "invalid_api_key";
  if (credential.startsWith("ek_")) return new HttpError(401, "Invalid or expired client secret.", { code });
  const shown = `${credential.slice(0, 3)}***${credential.slice(-2)}`;
  return new HttpError(401, `Incorrect API key provided: ${shown}.`, { code });
}

/** @throws {HttpError} */
export function requireKey(request: IncomingMessage, key: string): void {
  const credential = credentialOf(request);
  if (credential !== key) throw wrongCredential(credential);
}
