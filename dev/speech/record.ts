/**
 * Records the speech that the tests play and the server answers with: `node dev/speech/record.ts`. Needs flite
 * and sox; what they make is kept in the repository, so that nobody else does.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answers, commands, others, voices } from "./sentences.ts";

/** Seconds of silence before and after, so that the start is not lost and the end is heard. */
const leadIn = 0.4;
const tail = 0.8;

const fixtures = fileURLToPath(new URL("../../test/fixtures/speech/", import.meta.url));
const clips = fileURLToPath(new URL("../realtime/voice/clips/", import.meta.url));

interface Recording {
  text: string;
  voice: string;
  file: string;
  silence: [before: number, after: number];
}

function record({ text, voice, file, silence }: Recording, folder: string): void {
  const raw = join(folder, "raw.wav");
  execFileSync("flite", ["-voice", voice, "-t", text, "-o", raw]);
  // Without dither (-D) the same text gives the same file.
  execFileSync("sox", ["-D", raw, "-r", "16000", "-b", "16", "-c", "1", file, "pad", ...silence.map(String)]);
}

const folder = mkdtempSync(join(tmpdir(), "speech-"));
for (const directory of [fixtures, clips]) mkdirSync(directory, { recursive: true });
const recordFixture = (name: string, text: string, voice: string): void =>
  record({ text, voice, file: join(fixtures, `${name}.${voice}.wav`), silence: [leadIn, tail] }, folder);
for (const [name, text] of Object.entries(commands)) {
  for (const voice of voices) recordFixture(name, text, voice);
}
for (const [name, { text, voice }] of Object.entries(others)) recordFixture(name, text, voice);
for (const [name, text] of Object.entries(answers)) {
  record({ text, voice: "slt", file: join(clips, `${name}.wav`), silence: [0, 0.1] }, folder);
}
rmSync(folder, { recursive: true });
