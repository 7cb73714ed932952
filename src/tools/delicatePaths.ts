/** Files that run by themselves: hooks, tasks, settings that name programs. Asked about, however they come. */
const delicate = /(^|[/\\])\.(git|vscode|husky|devcontainer|idea)([/\\]|$)/i;

export function isDelicate(path: string): boolean {
  return delicate.test(path);
}
