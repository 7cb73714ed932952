/** Files that run by themselves, or name what does. Asked about, however they come to be there or are changed. */

/** All that is in such a folder, and it itself: hooks, tasks, settings of editors and agents that name programs. */
const folders = new Set([
  ".git",
  ".githooks",
  ".husky",
  ".vscode",
  ".idea",
  ".devcontainer",
  ".cursor",
  ".claude",
]);

/**
 * Shells, package managers and agents read these where they stand. A folder with `HEAD`, `config`, `objects` and
 * `refs` is a repository to Git, under whatever name, and its `config` names programs.
 */
const files = new Set([
  "head",
  "config",
  ".gitconfig",
  ".gitmodules",
  ".envrc",
  ".mcp.json",
  ".npmrc",
  ".pnpmfile.cjs",
  ".pre-commit-config.yaml",
  ".devcontainer.json",
]);

const fileNames = /^\.yarnrc|\.code-workspace$/;

/** At the end of a path, or as a folder in it. */
const places = /(^|\/)(\.github\/workflows(\/|$)|\.cargo\/config(\.toml)?$)/;

/** By their names in https://git-scm.com/docs/githooks: `src/hooks/useCart.ts` is none of them. */
const gitHooks =
  /(^|\/)hooks\/((pre|post)-[a-z-]+|applypatch-msg|commit-msg|prepare-commit-msg|update|proc-receive|push-to-checkout|reference-transaction|sendemail-validate|fsmonitor-watchman|p4-[a-z-]+)(\.(exe|bat|cmd))?$/;

/** What Windows calls a file for old programs: "GIT~1" is ".git", or something else. */
const shortName = /^[^.~]{1,6}~\d+(\..{0,3})?$/;

export function isDelicate(path: string): boolean {
  const parts = path.split(/[/\\]/).map(plainName);
  const name = parts.at(-1) ?? "";
  const whole = parts.join("/");
  return (
    parts.some((part) => folders.has(part) || shortName.test(part)) ||
    files.has(name) ||
    fileNames.test(name) ||
    places.test(whole) ||
    gitHooks.test(whole)
  );
}

/** File systems take other names for the same: in capitals, with dots, spaces or a stream's name after it, with signs that are not seen. */
function plainName(part: string): string {
  return part
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replace(/(?<=.):.*$/, "")
    .replace(/(?<=[^. ])[. ]+$/, "")
    .toLowerCase();
}
