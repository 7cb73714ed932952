/** The codes of errors by which providers tell what is wrong, over HTTP and in the middle of a session alike. */
import type { FailureReason } from "./failure.ts";

/**
 * Of OpenAI: https://platform.openai.com/docs/guides/error-codes and what its API was seen to answer. Of Azure, in
 * capitals: https://learn.microsoft.com/azure/ai-foundry/openai and the same.
 */
const codes: Partial<Record<FailureReason, readonly string[]>> = {
  keyRefused: ["invalid_api_key"],
  keysDisabled: ["AuthenticationTypeDisabled"],
  permissionMissing: ["insufficient_permissions", "missing_scope", "PermissionDenied"],
  organizationWrong: [
    "invalid_organization",
    "mismatched_organization",
    "no_organization",
    "invalid_project",
    "mismatched_project",
  ],
  addressNotAllowed: ["ip_not_authorized"],
  networkRules: ["PublicNetworkAccessDisabled", "VirtualNetworkFirewall"],
  regionUnsupported: ["unsupported_country_region_territory"],
  rateLimited: ["rate_limit_exceeded", "RateLimitReached"],
  quotaExceeded: [
    "insufficient_quota",
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "billing_not_active",
    "billing_hard_limit_reached",
  ],
  modelUnknown: ["model_not_found", "DeploymentNotFound"],
  modelRetired: [
    "model_deprecated",
    "ModelDeprecated",
    "DeploymentModelDeprecated",
    "ServiceModelDeprecated",
  ],
  modelUnfit: ["invalid_model", "OperationNotSupported"],
  overloaded: ["server_is_overloaded", "engine_overloaded", "slow_down", "NoCapacity"],
  serverFailed: ["server_error", "internal_error", "InternalServerError"],
};

const reasons = new Map(
  Object.entries(codes).flatMap(([reason, all]) => all.map((code) => [code, reason as FailureReason])),
);

/** @returns undefined where the code says nothing that a user could act on. */
export function reasonOfCode(code: string): FailureReason | undefined {
  return reasons.get(code);
}
