/**
 * Commands of VS Code itself that are asked for often, with their titles in the command palette, other words
 * that people use, and what they risk. A test holds the ids against the commands that VS Code registers.
 */
import type { Risk } from "./tool.ts";

export interface KnownCommand {
  id: string;
  title: string;
  risk: Risk;
  /** Other names, divided by "|". */
  also?: string;
}

const view: [string, string, string?][] = [
  [
    "workbench.action.terminal.toggleTerminal",
    "View: Toggle Terminal",
    "show terminal|hide terminal|open terminal",
  ],
  [
    "workbench.action.toggleSidebarVisibility",
    "View: Toggle Primary Side Bar Visibility",
    "toggle side bar|hide side bar",
  ],
  ["workbench.action.toggleAuxiliaryBar", "View: Toggle Secondary Side Bar Visibility"],
  ["workbench.action.togglePanel", "View: Toggle Panel Visibility", "toggle panel"],
  ["workbench.action.closePanel", "View: Hide Panel", "close panel"],
  ["workbench.action.closeSidebar", "View: Close Primary Side Bar", "close side bar"],
  ["workbench.view.explorer", "View: Show Explorer", "explorer|file tree"],
  ["workbench.view.search", "View: Show Search", "search|find in files"],
  ["workbench.view.scm", "View: Show Source Control", "source control|git view"],
  ["workbench.view.extensions", "View: Show Extensions", "extensions"],
  ["workbench.view.debug", "View: Show Run and Debug", "debug view"],
  ["workbench.actions.view.problems", "View: Show Problems", "problems|problems view"],
  ["workbench.action.output.toggleOutput", "View: Toggle Output", "show output"],
  ["workbench.action.toggleZenMode", "View: Toggle Zen Mode", "zen mode"],
  ["workbench.action.toggleFullScreen", "View: Toggle Full Screen", "full screen"],
  ["workbench.action.toggleCenteredLayout", "View: Toggle Centered Layout"],
  ["workbench.action.splitEditor", "View: Split Editor", "split editor right"],
  ["workbench.action.splitEditorDown", "View: Split Editor Down"],
  ["workbench.action.closeActiveEditor", "View: Close Editor", "close file|close tab|close this"],
  [
    "workbench.action.closeOtherEditors",
    "View: Close Other Editors in Group",
    "close others|close other tabs",
  ],
  ["workbench.action.closeAllEditors", "View: Close All Editors", "close all files|close all tabs"],
  ["workbench.action.reopenClosedEditor", "View: Reopen Closed Editor", "reopen file|reopen tab"],
  ["workbench.action.nextEditor", "View: Open Next Editor", "next tab|next file"],
  ["workbench.action.previousEditor", "View: Open Previous Editor", "previous tab|previous file"],
  ["workbench.action.focusActiveEditorGroup", "View: Focus Active Editor Group", "focus editor"],
  ["workbench.action.focusNextGroup", "View: Focus Next Editor Group", "next group|other split"],
  ["workbench.action.zoomIn", "View: Zoom In"],
  ["workbench.action.zoomOut", "View: Zoom Out"],
  ["workbench.action.zoomReset", "View: Reset Zoom"],
  ["editor.action.fontZoomIn", "Increase Editor Font Size", "bigger font"],
  ["editor.action.fontZoomOut", "Decrease Editor Font Size", "smaller font"],
  ["editor.action.toggleWordWrap", "View: Toggle Word Wrap", "word wrap"],
  ["editor.action.toggleMinimap", "View: Toggle Minimap", "minimap"],
  ["workbench.action.showCommands", "Show All Commands", "command palette"],
  ["workbench.action.quickOpen", "Go to File", "quick open"],
  ["workbench.action.gotoSymbol", "Go to Symbol in Editor", "outline"],
  ["workbench.action.navigateForward", "Go Forward"],
  ["workbench.action.openSettings", "Preferences: Open Settings", "settings"],
  ["workbench.action.openGlobalKeybindings", "Preferences: Open Keyboard Shortcuts", "key bindings"],
  ["workbench.action.selectTheme", "Preferences: Color Theme", "change theme"],
  ["workbench.action.files.saveAs", "File: Save As"],
  ["actions.find", "Find", "find in file"],
  ["editor.foldAll", "Fold All", "collapse all"],
  ["editor.unfoldAll", "Unfold All", "expand all"],
  ["editor.fold", "Fold", "collapse this"],
  ["editor.unfold", "Unfold", "expand this"],
  ["editor.action.selectAll", "Select All"],
  ["editor.action.smartSelect.expand", "Expand Selection"],
  ["editor.action.smartSelect.shrink", "Shrink Selection"],
  ["editor.action.jumpToBracket", "Go to Bracket", "matching bracket"],
  ["editor.action.showHover", "Show or Focus Hover", "show hover"],
  ["editor.action.goToReferences", "Go to References", "find references"],
  ["editor.action.goToImplementation", "Go to Implementations"],
  ["editor.action.goToTypeDefinition", "Go to Type Definition"],
  ["editor.action.clipboardCopyAction", "Copy"],
];

/** Our own that a voice may want; how one talks is for the tools of the conversation. */
const own: [string, string, string?][] = [
  ["vivaVoce.showPanel", "Viva Voce: Show Voice Panel", "voice panel"],
  ["vivaVoce.showLog", "Viva Voce: Show Log"],
  ["vivaVoce.showEventLog", "Viva Voce: Show Event Log", "event log"],
  ["vivaVoce.exportEventLog", "Viva Voce: Export Event Log"],
  ["vivaVoce.diagnose", "Viva Voce: Diagnose Voice", "diagnosis"],
  ["vivaVoce.testMicrophone", "Viva Voce: Test Microphone"],
  ["vivaVoce.chooseMicrophone", "Viva Voce: Choose Microphone"],
  ["vivaVoce.chooseSpeaker", "Viva Voce: Choose Loudspeaker"],
  ["vivaVoce.setKey", "Viva Voce: Set API Key"],
];

/** Saves also what is outside of the workspace, so that it is done in our own way. */
export const saveAllCommand = "workbench.action.files.saveAll";

const change: [string, string, string?][] = [
  ["workbench.action.files.newUntitledFile", "File: New Untitled Text File", "new file|new untitled file"],
  [saveAllCommand, "File: Save All", "save everything"],
];

/** They change the text in front. */
const edit: [string, string, string?][] = [
  ["editor.action.formatDocument", "Format Document", "format file"],
  ["editor.action.formatSelection", "Format Selection"],
  ["editor.action.organizeImports", "Organize Imports"],
  ["editor.action.commentLine", "Toggle Line Comment", "comment line|comment this"],
  ["editor.action.blockComment", "Toggle Block Comment"],
  ["editor.action.copyLinesDownAction", "Copy Line Down", "duplicate line"],
  ["editor.action.moveLinesUpAction", "Move Line Up"],
  ["editor.action.moveLinesDownAction", "Move Line Down"],
  ["editor.action.indentLines", "Indent Line"],
  ["editor.action.outdentLines", "Outdent Line"],
  ["editor.action.joinLines", "Join Lines"],
  ["editor.action.sortLinesAscending", "Sort Lines Ascending"],
  ["editor.action.trimTrailingWhitespace", "Trim Trailing Whitespace"],
  ["editor.action.clipboardCutAction", "Cut"],
  ["editor.action.clipboardPasteAction", "Paste"],
  ["editor.action.rename", "Rename Symbol"],
  ["editor.action.quickFix", "Quick Fix"],
];

const lost: [string, string, string?][] = [
  ["workbench.action.files.revert", "File: Revert File", "discard changes"],
  ["workbench.action.reloadWindow", "Developer: Reload Window"],
  ["workbench.action.closeFolder", "Workspaces: Close Workspace", "close folder"],
];

const ofRisk = (risk: Risk, rows: [string, string, string?][]): KnownCommand[] =>
  rows.map(([id, title, also]) => ({ id, title, risk, ...(also !== undefined && { also }) }));

export const knownCommands: readonly KnownCommand[] = [
  ...ofRisk("read", [...view, ...own]),
  ...ofRisk("reversible", [...change, ...edit]),
  ...ofRisk("destructive", lost),
];

/** The ids of those that change the text in front. */
export const editingCommands: ReadonlySet<string> = new Set(edit.map(([id]) => id));
