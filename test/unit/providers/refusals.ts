/** What providers answer that do not do what they were asked, as it was seen of them. */
import type { HttpFailure } from "../../../dev/realtime/script.ts";

/** The key that they repeat. */
export const key = "sk-test-0123456789";

export type Answer = Pick<HttpFailure, "status" | "body" | "headers">;

export const json = (
  status: number,
  code: string | number | null,
  message: string,
  more: object = {},
): Answer => ({
  status,
  body: { error: { message, type: "error", code, param: null, ...more } },
});
const page = (status: number, title: string): Answer => ({
  status,
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** As OpenAI's API says it, and the gateways that hand it on. */
export const usual: Record<string, Answer> = {
  "401 invalid_api_key": json(401, "invalid_api_key", `Incorrect API key provided: ${key}.`),
  "401 without a code": { status: 401, body: "" },
  "401 missing scopes": json(
    401,
    null,
    "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check that you have the correct role.",
  ),
  "401 mismatched_organization": json(
    401,
    "mismatched_organization",
    "OpenAI-Organization header should match organization for API key",
  ),
  "401 no_organization": json(
    401,
    "no_organization",
    "You must be a member of an organization to use the API.",
  ),
  "401 ip_not_authorized": json(401, "ip_not_authorized", "Your request IP is not in the allowlist."),
  "403 region": json(
    403,
    "unsupported_country_region_territory",
    "Country, region, or territory not supported",
  ),
  "403 without a code": json(403, null, "Forbidden"),
  "404 model_not_found": json(
    404,
    "model_not_found",
    "The model `gpt-realtime-9` does not exist or you do not have access to it.",
  ),
  "404 model switched off": json(
    404,
    "model_not_found",
    "The model `gpt-realtime-0` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
  ),
  "404 a page": page(404, "404 Not Found"),
  "400 a model that does not talk": json(
    400,
    "invalid_model",
    'Model "gpt-4o" is not supported in realtime mode.',
  ),
  "400 a field": json(400, "unknown_parameter", "Unknown parameter: 'session.tools'.", {
    param: "session.tools",
  }),
  "429 rate": {
    ...json(429, "rate_limit_exceeded", "Rate limit reached for gpt-realtime."),
    headers: { "retry-after": "20" },
  },
  "429 without a code": { status: 429, body: "Too Many Requests" },
  "429 quota": json(429, "insufficient_quota", "You exceeded your current quota."),
  "429 spend limit": json(429, "project_spend_limit_exceeded", "The project has reached its limit."),
  "500 server_error": json(500, "server_error", "The server had an error."),
  "502 a page": page(502, "502 Bad Gateway"),
  "503 overloaded": {
    ...json(503, "server_is_overloaded", "Try again later."),
    headers: { "retry-after": "300" },
  },
  "307 elsewhere": {
    status: 307,
    body: "",
    headers: { location: `https://elsewhere.example/v1?key=${key}` },
  },
  "200 a page": page(200, "It works!"),
  "a JSON of its own": { status: 400, body: { ok: false, token: key } },
};

/** As Azure says it. */
export const azure: Record<string, Answer> = {
  "401 wrong key or resource": json(
    401,
    "401",
    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.",
  ),
  "401 no role": json(401, "PermissionDenied", "Principal does not have access to API/Operation."),
  "401 of its gateway": {
    status: 401,
    body: {
      statusCode: 401,
      message:
        "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
    },
  },
  "400 another tenant": json(400, "BadRequest", "Token tenant abc does not match resource tenant."),
  "403 keys are disabled": json(
    403,
    "AuthenticationTypeDisabled",
    "Key based authentication is disabled for this resource.",
  ),
  "403 network rules": json(403, "403", "Access denied due to Virtual Network/Firewall rules."),
  "403 private": json(403, "403", "Public access is disabled. Please configure private endpoint."),
  "404 no deployment": json(
    404,
    "DeploymentNotFound",
    "The API deployment for this resource does not exist.",
  ),
  "404 no such API": json(404, "404", "Resource not found"),
  "400 api-version": json(400, "BadRequest", "API version not supported"),
  "400 a model that does not talk": json(
    400,
    "OperationNotSupported",
    "The realtime operation does not work with the specified model, gpt-4o.",
  ),
  "410 a model switched off": json(410, "ModelDeprecated", "The model has been deprecated."),
  "429 rate": {
    ...json(429, "429", "Requests have exceeded the call rate limit of your current pricing tier."),
    headers: { "retry-after-ms": "1500", "retry-after": "2" },
  },
  "429 quota": json(429, "insufficient_quota", "You exceeded your current quota."),
  "500 InternalServerError": json(500, "InternalServerError", "Internal server error"),
};

/** As small servers say it: FastAPI, Go. */
export const own: Record<string, Answer> = {
  "401 in Go's words": json(401, 401, "invalid api key"),
  "403 of FastAPI": { status: 403, body: { detail: "Invalid API key" } },
  "404 of FastAPI": { status: 404, body: { detail: "Not Found" } },
  "422 of FastAPI": {
    status: 422,
    body: { detail: [{ type: "missing", loc: ["body", "model"], msg: "Field required", input: { key } }] },
  },
  "500 in a word": { status: 500, body: { error: "could not load model" } },
  "500 in words": { status: 500, body: "Internal Server Error" },
  "503 a page": page(503, "Service Unavailable"),
  "200 a page": page(200, "It works!"),
};
