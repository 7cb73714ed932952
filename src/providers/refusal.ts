/** What a server says that does not do what it was asked: in what forms, and for which reason. */
import * as z from "zod";
import { reasonOfCode } from "../session/errorCodes.ts";
import { SessionFailure, type FailurePlace, type FailureReason } from "../session/failure.ts";
import { redact } from "../session/redact.ts";
import { readText, shortBody } from "./body.ts";
import { proxyReason } from "./obstacle.ts";
import { isOpenAi } from "./openaiHost.ts";

export interface Refusal {
  status: number;
  code: string | undefined;
  /** The field of the request that is to blame, by its path. */
  param: string | undefined;
  /** In the server's words, without the credential; "" where it has none for a reader. */
  said: string;
  /** In ms. */
  retryAfter: number | undefined;
  /** What was shown looks like another provider's. */
  foreign: boolean;
}

/** @param credential what was shown to the server, which may repeat it. */
export async function readRefusal(
  response: Response,
  place: FailurePlace,
  credential: string | undefined,
): Promise<Refusal> {
  const { status, headers } = response;
  const text = await readText(response, shortBody).catch(() => "");
  const { code, param, message } = bodyOf(text);
  const clean = (words: string): string => redact(words, credential === undefined ? [] : [credential]);
  const location = isRedirect(status) ? (headers.get("location") ?? "") : "";
  return {
    status,
    code: code === undefined ? undefined : clean(code).slice(0, longestDetail),
    param: param === undefined ? undefined : clean(param).slice(0, longestDetail),
    // Cut after the redaction: half a key would not be known for one.
    said: clean(location || message)
      .replaceAll(/\s+/g, " ")
      .trim()
      .slice(0, longestDetail),
    retryAfter: waitOf(headers),
    foreign: credential !== undefined && isForeign(credential, place),
  };
}

/** Characters. A page of text tells no more. */
const longestDetail = 300;

export function failureFrom(refusal: Refusal, place: FailurePlace): SessionFailure {
  const { status, code, param, said, retryAfter } = refusal;
  const named = code === undefined || code === String(status) ? "" : ` ${code}`;
  const detail = `HTTP ${status}${named}${said === "" ? "" : `: ${said}`}`;
  return new SessionFailure(reasonOf(refusal, place), { detail, field: param, retryAfter, place });
}

/** The reason follows the code and the status; words count only where the provider gives no code of its own. */
function reasonOf(refusal: Refusal, place: FailurePlace): FailureReason {
  const { status, code = "", foreign } = refusal;
  const told = reasonOfWords(refusal, place) ?? reasonOfCode(code);
  if (told === "keyRefused" || (told === undefined && status === 401)) {
    if (place.signIn === "microsoft") return "tokenRefused";
    return foreign ? "keyOfAnother" : "keyRefused";
  }
  return told ?? reasonOfStatus(status);
}

/** Each by what the provider was seen to say, with a code that says nothing, or with none. */
function reasonOfWords({ status, code, said }: Refusal, { kind }: FailurePlace): FailureReason | undefined {
  // OpenAI, of restricted keys: 401 or 403 without a code.
  if ((status === 401 || status === 403) && code === undefined && /\bMissing scopes: /.test(said))
    return "permissionMissing";
  // OpenAI tells of models that are switched off with the code of those that never were.
  if (code === "model_not_found" && /\bhas been deprecated\b/.test(said)) return "modelRetired";
  if (kind !== "azure") return undefined;
  // Azure's codes are then the status itself, or "BadRequest".
  if (status === 403 && /\b(Virtual Network|Public access is disabled)\b/i.test(said)) return "networkRules";
  if (status === 400 && /\btenant\b.* does not match\b/i.test(said)) return "tokenRefused";
  if (status === 400 && /^API version not supported\b/i.test(said)) return "notThere";
  return undefined;
}

function reasonOfStatus(status: number): FailureReason {
  if (isRedirect(status)) return "redirected";
  if (status === 403) return "forbidden";
  // There is no Realtime API at this address.
  if (status === 404 || status === 405) return "notThere";
  if (status === 407) return proxyReason(status);
  if (status === 410) return "modelRetired";
  if (status === 429) return "rateLimited";
  // 529 is what gateways say of an overloaded provider.
  if (status === 503 || status === 529) return "overloaded";
  return status >= 500 ? "serverFailed" : "requestRejected";
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** OpenAI's keys begin with "sk-", Azure's never do. */
function isForeign(credential: string, { kind, host }: FailurePlace): boolean {
  if (kind === "azure") return credential.startsWith("sk-");
  return isOpenAi(host) && !/^(?:sk|ek|sess)[-_]/.test(credential);
}

const words = z.string().min(1);
const code = z.union([z.string(), z.number()]).nullish().catch(undefined);
const error = z.object({ message: words, code, param: words.nullish().catch(undefined) });
const complaint = z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: words });

interface Body {
  code?: string | undefined;
  param?: string | undefined;
  message: string;
}

function told({ message, code, param }: z.infer<typeof error>): Body {
  return {
    message,
    code: code === null || code === "" ? undefined : code?.toString(),
    param: param ?? undefined,
  };
}

/** The forms of OpenAI and those that follow it, of Azure's gateway, of FastAPI, and of many small servers. */
const bodies = z.union([
  z.object({ error }).transform(({ error }) => told(error)),
  z.object({ error: words }).transform(({ error }): Body => ({ message: error })),
  error.transform(told),
  z.object({ detail: words }).transform(({ detail }): Body => ({ message: detail })),
  z.object({ detail: z.array(complaint).min(1) }).transform(({ detail: [first] }): Body => ({
    message: first?.msg ?? "",
    param: first?.loc.filter((part) => part !== "body").join("."),
  })),
]);

/** Never JSON or HTML: of those, only what a person has written for persons. */
function bodyOf(text: string): Body {
  const json = parseJson(text);
  if (json !== undefined) return bodies.safeParse(json).data ?? { message: "" };
  const title = /<title[^<>]{0,200}>([^<]*)/i.exec(text)?.[1];
  if (title !== undefined) return { message: title };
  return { message: /^\s*[<{[]/.test(text) ? "" : text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In ms. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3, and what Azure and OpenAI tell more exactly. */
function waitOf(headers: Headers): number | undefined {
  const exact = headers.get("retry-after-ms");
  const usual = headers.get("retry-after");
  const wait =
    exact !== null
      ? Number(exact)
      : /^\d+$/.test(usual ?? "")
        ? 1_000 * Number(usual)
        : Date.parse(usual ?? "") - Date.now();
  return Number.isFinite(wait) && wait > 0 ? wait : undefined;
}
