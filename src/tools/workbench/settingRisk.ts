/** What a change of a setting could do. What is not known to be harmless asks. */

/** How things look and how text is written, in VS Code itself. Nothing of it starts a program. */
const harmless =
  /^(editor|diffEditor|breadcrumbs|explorer|zenMode|workbench\.(editor|colorTheme|iconTheme|productIconTheme|sideBar|statusBar|activityBar|panel|tips|tree|list|layoutControl|startupEditor|fontAliasing)|window\.zoomLevel|window\.title|files\.(autoSave|autoSaveDelay|trimTrailingWhitespace|trimFinalNewlines|insertFinalNewline|eol)|scm\.(?!.*command))(\.|$)/;

/** Whatever it belongs to, a name like these may run something, send something, or let something through. */
const suspicious =
  /path|executable|command|args|argv|shell|profile|server|url|uri|proxy|exec|trust|security|allow|confirm|env|token|key|secret|password|auto(run|fetch|update|execute)|codeActionsOnSave|formatter|association|telemetry|exclude/i;

export function settingRisk(name: string): "reversible" | "external" {
  return harmless.test(name) && !suspicious.test(name) ? "reversible" : "external";
}

/** Of our own only what shows; not what asks, costs, connects or instructs, which is the user's alone. */
const ownHarmless = /^vivaVoce\.(language|voice|speed|answers|microphone\.sounds)$/;

/** What holds the user safe is not changed by a voice, which may be a text that the model has read. */
export function isUsersAlone(name: string): boolean {
  if (/^vivaVoce\./i.test(name)) return !ownHarmless.test(name);
  return /^security\.workspace\.trust|^chat\.tools\.(.*\.)?autoApprove/i.test(name);
}
