/** What is known of programs that take away what no undo brings back, or run others. */

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

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

/** They run what they read, or what follows "-c" and the like. */
export const interpreters = list(`
  sh bash zsh dash ksh fish ash csh tcsh pwsh powershell cmd cmd.exe powershell.exe python python2 python3 node deno
  bun ruby perl php lua osascript tclsh iex invoke-expression eval source .
`);

/** They run a whole command line that is one word. */
export const lineRunners = list("su watch script wsl xargs parallel flock ssh start-process invoke-command");

/** With "--version" alone they say who they are. */
export const tellers = list(`
  node npm npx yarn pnpm bun deno git python python3 pip pip3 go cargo rustc rustup java javac kotlinc mvn gradle
  dotnet docker kubectl tsc gcc g++ clang cmake make ruby gem php composer code bash zsh fish swift perl
`);

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

/** Files that hold credentials: what is read of them goes to the model. */
export const secretPath =
  /(?:^|[/\\=])(?:\.env(?:\.[^/\\]*)?|\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.pgpass|\.\w*_?history|\.ssh|\.gnupg|\.aws|\.azure|\.kube|\.docker|id_\w+|shadow|environ|credentials(?:\.\w+)?|[^/\\]+\.(?:pem|key|p12|pfx|keystore))(?:$|[/\\])/i;
