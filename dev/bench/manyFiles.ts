/** A workspace of as many files as are ever listed, with names as people give them. */

const files = 20_000;

const words =
  "cart price order stock user invoice payment session token router parser theme editor panel config schema report search index cache".split(
    " ",
  );
const suffixes = "service controller view model test helper store factory reader writer".split(" ");
const folders = "src lib app core shared features modules packages".split(" ");

const of = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** From the workspace's folder; each name is there once. */
export function filePaths(): string[] {
  return Array.from({ length: files }, (_, index) => {
    const [first, second] = [of(words, index), of(words, Math.floor(index / 7))];
    const name = `${first}${second.charAt(0).toUpperCase()}${second.slice(1)}-${of(suffixes, Math.floor(index / 3))}`;
    return `many/${of(folders, index)}/${of(words, Math.floor(index / 140))}/${name}${index}.ts`;
  });
}

/** As it is said: "cart price service 12 dot t s". */
export function spokenName(path: string): string {
  return `${path.replaceAll(/^.*\/|\.ts$/g, "").replaceAll(/(?=[A-Z])|-/g, " ")} dot t s`;
}
