import assert from "node:assert/strict";
import { isDelicate } from "../../../src/tools/delicatePaths.ts";

describe("a file that runs by itself", () => {
  for (const path of [
    ".git",
    ".git/config",
    "sub/.git/hooks/pre-commit",
    ".vscode/settings.json",
    ".husky/pre-push",
    ".githooks/pre-push",
    ".devcontainer/devcontainer.json",
    ".devcontainer.json",
    ".idea/workspace.xml",
    ".github/workflows/build.yml",
    "app/.github/workflows/build.yml",
    ".envrc",
    "app/.envrc",
    ".mcp.json",
    ".cursor/mcp.json",
    ".claude/settings.json",
    ".cargo/config.toml",
    "shop.code-workspace",
    ".npmrc",
    ".yarnrc",
    ".yarnrc.yml",
    ".pre-commit-config.yaml",
    ".gitmodules",
    // A folder of these is a repository.
    "HEAD",
    "sub/HEAD",
    "sub/config",
    "sub.git/hooks/post-checkout",
    "sub/hooks/fsmonitor-watchman",
    "hooks/pre-commit.exe",
    // The same under other names.
    ".GIT/config",
    ".VsCode/tasks.json",
    ".EnvRC",
    "GIT~1/hooks/x",
    "sub/git~1",
    "HUSKY~2/pre-push",
    "SHOP~1.COD",
    ".git./config",
    ".git /config",
    ".git::$INDEX_ALLOCATION/config",
    "HEAD.",
    "HEAD::$DATA",
    ".g\u200cit/config",
    "sub\\.git\\config",
    "C:\\shop\\.vscode\\tasks.json",
    "/home/u/shop/.vscode/tasks.json",
  ]) {
    it(`is ${JSON.stringify(path)}`, () => assert.equal(isDelicate(path), true));
  }

  for (const path of [
    "",
    "src/cart.ts",
    "Makefile",
    ".gitignore",
    ".github/CODEOWNERS",
    ".github/ISSUE_TEMPLATE/bug.md",
    "src/hooks/useCart.ts",
    "src/hooks/update.ts",
    "src/hooks/pre-load.ts",
    "hooks/README.md",
    "config/default.json",
    "src/config.ts",
    "head.html",
    "objects/cup.ts",
    "src/a~1b.ts",
    "notes.txt~",
    "workflows/build.yml",
    "cargo/config.toml",
    "README.md",
    "src/git/log.ts",
    "...",
  ]) {
    it(`is not ${JSON.stringify(path)}`, () => assert.equal(isDelicate(path), false));
  }
});
