/** What an "always" allows: as much as the user was shown, and no more. */
import { isDelicate } from "./delicatePaths.ts";
import type { DiffPreview } from "./editGate.ts";
import { ruleFor, type Decision, type Policy, type Subject } from "./policy.ts";
import type { PreparedCall } from "./tool.ts";

/** What these hand over in free words is not in their subject. */
const worded = /^chat:/;

/** @returns the rule that an "always" to this call adds; undefined: none is offered. */
export function alwaysFor(tool: string, { subject, always, isOfSteps }: PreparedCall): string | undefined {
  const wanted = always ?? subject;
  if (wanted === undefined || wanted === false || isOfSteps === true || worded.test(wanted)) return undefined;
  return ruleFor({ tool, subject: wanted });
}

/** Edits of a tool go by a rule of their own: whoever allows its edits has not allowed what else it does. */
const editsOf = (tool: string): string => `edit:${tool}`;

/** The same for an edit that waits. Files that run by themselves are asked about each time. */
export function alwaysForEdit(
  tool: string,
  { isOfSteps }: PreparedCall,
  { files }: DiffPreview,
): string | undefined {
  if (isOfSteps === true || files.some(({ path }) => isDelicate(path))) return undefined;
  return ruleFor({ tool: editsOf(tool) });
}

/** The lines up to which an edit of this tool does not ask. */
export function linesFor(tool: string, policy: Policy): number {
  return policy.decide({ tool: editsOf(tool) })?.effect === "allow" ? Infinity : policy.lines();
}

/** By the call's subject, or by the narrower one that an "always" has added. */
export function decide(
  policy: Policy,
  tool: string,
  { subject, always }: PreparedCall,
): Decision | undefined {
  const held: Subject[] = [
    { tool, subject },
    ...(typeof always === "string" ? [{ tool, subject: always }] : []),
  ];
  const decisions = held.map((each) => policy.decide(each));
  return decisions.find((decision) => decision?.effect === "deny") ?? decisions.find((decision) => decision);
}
