/** Which repositories belong to the workspace: the file in front can be of any. */
import { isAbsolute, relative, sep } from "node:path";

/**
 * In a folder of the workspace, or around one: a sub-folder of a repository is often opened alone, and VS Code
 * itself asks before it takes up such a repository.
 * @param root and `folders` with links resolved.
 */
export function belongsToWorkspace(root: string, folders: readonly string[]): boolean {
  return folders.some((folder) => isWithin(root, folder) || isWithin(folder, root));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
