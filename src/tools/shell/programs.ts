/** What is known of programs: which only look, and which take away what no undo brings back. */

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** They only look, whatever their arguments are. */
export const lookers = list(`
  ls dir cat head wc pwd echo printf true false test [ whoami id groups uname uptime nproc free df du stat file
  basename dirname realpath readlink which whereis type diff cmp comm cut tr nl tac rev fold expand seq grep egrep
  fgrep zgrep ps md5sum sha1sum sha256sum sha512sum cksum strings hexdump od jobs cd pushd popd dirs cal
`);

/** They only look, but for these options. What is not on the list of a program here has none that matter. */
export const checkedLookers: ReadonlyMap<string, RegExp> = new Map([
  // What follows a file may hold the terminal for ever; that does no harm.
  ["tail", /^--pid/],
  ["tree", /^-\w*[oR]|^--output/],
  ["sort", /^-\w*[oT]|^--(?:o|co|te|files0)/],
  ["rg", /^--(?:pre|hostname-bin)/],
  ["ag", /^--pager/],
  ["fd", /^-\w*[xX]|^--exec/],
  ["date", /^-\w*s|^--s|^\d/],
  ["jq", /^-\w*[fL]|^--from|^-i/],
  ["column", /^--output$/],
  ["shasum", /^-c$/],
  ["xxd", /^-r/],
  // A second name is what it writes.
  ["uniq", /^[^-]/],
]);

/** What these do, no undo takes back. Compared without regard to case: some file systems have none. */
export const destroyers = list(`
  rm rmdir unlink shred srm wipe truncate dd mkfs fdisk parted sfdisk wipefs mkswap format diskpart mv chmod chown
  chgrp chattr setfacl icacls takeown attrib kill killall pkill xkill taskkill shutdown reboot halt poweroff init
  telinit del erase rd ri rni remove-item clear-content clear-item set-content move-item rename-item
  out-file stop-process stop-service stop-computer restart-computer format-volume clear-disk remove-itemproperty
  reg crontab userdel groupdel usermod passwd visudo iptables nft ufw swapoff umount deltree cipher trash dropdb
`);

/** They run the words that follow as a command. */
export const wrappers = list(`
  sudo doas su runas pkexec env xargs nohup nice ionice timeout stdbuf setsid exec eval watch parallel busybox
  toybox unbuffer script chroot unshare strace ltrace flock caffeinate time command builtin start start-process
  invoke-expression iex invoke-command coproc wsl npx bunx pnpx uvx pipx do then else elif if while until ! { }
`);

/** They add nothing to what they run, where that follows at once. */
export const thinWrappers = list("time command builtin nohup nice");

/** They run what they read, or what follows "-c" and the like. */
export const interpreters = list(`
  sh bash zsh dash ksh fish ash csh tcsh pwsh powershell cmd cmd.exe powershell.exe python python2 python3 node deno
  bun ruby perl php lua osascript tclsh iex invoke-expression eval source .
`);

/** They run a whole command line that is one word. */
export const lineRunners = list("su watch script wsl xargs parallel flock ssh start-process invoke-command");

/** With "--version" or "--help" alone they say who they are. */
export const tellers = list(`
  node npm npx yarn pnpm bun deno git python python3 pip pip3 go cargo rustc rustup java javac kotlinc mvn gradle
  dotnet docker kubectl tsc gcc g++ clang cmake make ruby gem php composer code bash zsh fish swift perl
`);

/** Options of programs that look which overwrite, or run something. */
export const gitDangers =
  /^(?:--output|-o|--ext-diff|--textconv|--open-files-in-pager|-O|--exec|--upload-pack)/;

/** Git's subcommands that only look, with what their words must be. */
export const gitLookers: ReadonlyMap<string, RegExp | undefined> = new Map([
  ...[
    "status diff log show blame annotate shortlog describe rev-parse rev-list ls-files ls-tree merge-base cat-file",
    "grep whatchanged name-rev diff-tree show-ref show-branch count-objects check-ignore version help var cherry",
  ]
    .join(" ")
    .split(" ")
    .map((name): [string, undefined] => [name, undefined]),
  ["branch", /^(?:-a|-r|-v|-vv|--all|--remotes|--list|--show-current|--verbose|--merged|--no-merged)$/],
  ["tag", /^(?:-l|--list|-n\d*)$/],
  ["remote", /^(?:-v|--verbose)$/],
  ["stash", /^(?:list|show|-p|--stat|stash@.*)$/],
  ["worktree", /^list$/],
  ["reflog", /^(?:show|-n|\d+|HEAD)$/],
  ["config", /^(?:--list|-l|--get|--get-all|--show-origin|--global|--local|[\w.-]+\.[\w-]+)$/],
  ["submodule", /^(?:status|summary)$/],
  ["bisect", /^(?:log|view)$/],
]);

/** What Git's subcommands take away, by their words. */
export const gitDestroyers: readonly (readonly [command: string, words: RegExp])[] = [
  ["push", /^(?:-\w*[fd]|--force|--force-with-lease|--delete|--mirror|--prune|--force-if-includes|\+.*|:.*)/],
  ["reset", /^(?:--hard|--merge|--keep)/],
  ["clean", /^/],
  ["checkout", /^(?:--?f|--force|-\w*[fB]|--|\.|:.*|.*\.\w+|--ours|--theirs)$/],
  ["switch", /^(?:-\w*[fC]|--force|--discard-changes|--force-create)$/],
  ["restore", /^/],
  ["rm", /^/],
  ["branch", /^(?:-\w*[dDfMC]|--delete|--force)$/],
  ["tag", /^(?:-\w*[df]|--delete|--force)$/],
  ["stash", /^(?:drop|clear)$/],
  ["commit", /^--am/],
  ["rebase", /^/],
  ["filter-branch", /^/],
  ["filter-repo", /^/],
  ["update-ref", /^/],
  ["reflog", /^(?:expire|delete)$/],
  ["gc", /^--prune/],
  ["prune", /^/],
  ["worktree", /^(?:remove|prune)$/],
  ["remote", /^(?:remove|rm|prune)$/],
  ["submodule", /^deinit$/],
  ["read-tree", /^/],
];

/** Subcommands of other programs that take away. */
export const otherDestroyers: ReadonlyMap<string, RegExp> = new Map([
  ["docker", /^(?:rm|rmi|prune|kill|down)$/],
  ["podman", /^(?:rm|rmi|prune|kill|down)$/],
  ["docker-compose", /^(?:rm|down|kill)$/],
  ["kubectl", /^(?:delete|drain|replace|scale)$/],
  ["helm", /^(?:uninstall|delete|rollback)$/],
  ["terraform", /^(?:destroy|apply)$/],
  ["npm", /^(?:unpublish|publish|deprecate)$/],
  ["yarn", /^(?:unpublish|publish)$/],
  ["pnpm", /^(?:unpublish|publish)$/],
  ["cargo", /^(?:publish|yank)$/],
  ["gh", /^(?:delete|merge|close)$/],
  ["aws", /^(?:rm|rb|delete.*|terminate.*)$/],
  ["gcloud", /^delete$/],
  ["az", /^delete$/],
  ["systemctl", /^(?:stop|disable|mask|restart|kill|reboot|poweroff)$/],
  ["launchctl", /^(?:unload|remove|bootout)$/],
  ["redis-cli", /^(?:flush.*|del)$/i],
  ["tar", /^(?:-\w*x|x\w*$|--extract|--get|--overwrite|--remove-files)/],
  ["unzip", /^-\w*o/],
  ["rsync", /^--(?:delete|remove-source|inplace)/],
  ["sed", /^(?:-\w*i|--in-place)/],
  ["perl", /^-\w*i/],
  ["ln", /^(?:-\w*f|--force)/],
  ["cp", /^/],
  ["copy", /^/],
  ["xcopy", /^/],
  ["robocopy", /^/],
  ["copy-item", /^/],
  ["install", /^/],
  ["sqlite3", /\b(?:drop|delete|update|truncate)\b/i],
  ["psql", /\b(?:drop|delete|update|truncate)\b/i],
  ["mysql", /\b(?:drop|delete|update|truncate)\b/i],
]);

/** They lose nothing, and one more command takes them back. */
export const gentle = list("mkdir touch");

/** Files that hold credentials: what is read of them goes to the model. */
export const secretPath =
  /(?:^|[/\\=])(?:\.env(?:\.[^/\\]*)?|\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.pgpass|\.\w*_?history|\.ssh|\.gnupg|\.aws|\.azure|\.kube|\.docker|id_\w+|shadow|environ|credentials(?:\.\w+)?|[^/\\]+\.(?:pem|key|p12|pfx|keystore))(?:$|[/\\])/i;
