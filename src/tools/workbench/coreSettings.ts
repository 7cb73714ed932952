/** Settings of VS Code itself that are asked for often: what people call them, and the values they may have. */
import type { SettingSchema } from "./workbench.ts";

export interface CoreSetting extends SettingSchema {
  /** Other names, divided by "|". */
  also: string;
}

const is = (name: string, type: string, also: string, more: Partial<SettingSchema> = {}): CoreSetting => ({
  name,
  types: [type],
  inWorkspace: true,
  also,
  ...more,
});
const oneOf = (name: string, values: string, also: string): CoreSetting =>
  is(name, "string", also, { values: values.split(" ") });

export const coreSettings: readonly CoreSetting[] = [
  is("editor.minimap.enabled", "boolean", "minimap|mini map"),
  is("editor.fontSize", "number", "font size|text size", { minimum: 6, maximum: 100 }),
  is("editor.fontFamily", "string", "font|font family"),
  is("editor.lineHeight", "number", "line height", { minimum: 0, maximum: 150 }),
  oneOf("editor.wordWrap", "off on wordWrapColumn bounded", "word wrap|wrap lines"),
  oneOf("editor.lineNumbers", "off on relative interval", "line numbers"),
  is("editor.tabSize", "number", "tab size|indent size", { minimum: 1 }),
  is("editor.insertSpaces", "boolean", "insert spaces|spaces instead of tabs"),
  is("editor.formatOnSave", "boolean", "format on save"),
  is("editor.formatOnPaste", "boolean", "format on paste"),
  oneOf("editor.renderWhitespace", "none boundary selection trailing all", "whitespace|render whitespace"),
  oneOf("editor.cursorStyle", "line block underline line-thin block-outline underline-thin", "cursor style"),
  oneOf("editor.cursorBlinking", "blink smooth phase expand solid", "cursor blinking"),
  is("editor.stickyScroll.enabled", "boolean", "sticky scroll"),
  is("editor.bracketPairColorization.enabled", "boolean", "bracket colours|bracket colors"),
  oneOf("editor.inlayHints.enabled", "on onUnlessPressed offUnlessPressed off", "inlay hints"),
  is("editor.codeLens", "boolean", "code lens"),
  is("editor.smoothScrolling", "boolean", "smooth scrolling"),
  is("editor.linkedEditing", "boolean", "linked editing"),
  oneOf("files.autoSave", "off afterDelay onFocusChange onWindowChange", "auto save|autosave"),
  is("files.trimTrailingWhitespace", "boolean", "trim trailing whitespace"),
  is("files.insertFinalNewline", "boolean", "final newline|insert final newline"),
  is("workbench.colorTheme", "string", "theme|color theme|colour theme"),
  is("workbench.iconTheme", "string", "icon theme|file icons"),
  oneOf("workbench.sideBar.location", "left right", "side bar location|side bar position"),
  is("workbench.statusBar.visible", "boolean", "status bar"),
  oneOf("workbench.activityBar.location", "default top bottom hidden", "activity bar"),
  oneOf("workbench.editor.showTabs", "multiple single none", "editor tabs|show tabs"),
  is("workbench.tips.enabled", "boolean", "tips"),
  is("breadcrumbs.enabled", "boolean", "breadcrumbs|bread crumbs"),
  is("window.zoomLevel", "number", "zoom level", { minimum: -8, maximum: 9, inWorkspace: false }),
  is("explorer.compactFolders", "boolean", "compact folders"),
  is("explorer.autoReveal", "boolean", "auto reveal"),
  is("diffEditor.renderSideBySide", "boolean", "side by side diff"),
];
