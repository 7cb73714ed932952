/** Reads a ZIP archive, which is what a VSIX is. */
import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

// Signatures, sizes and offsets are those of PKWARE's APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16.
const directoryEnd = Buffer.from("PK\u{5}\u{6}");
const directoryEndSize = 22;
const entrySignature = 0x02_01_4b_50;
const entrySize = 46;
const localHeaderSize = 30;
const deflated = 8;

/** @returns the files by their names, in the order of the archive's central directory. */
export function zipFiles(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(directoryEnd, archive.length - directoryEndSize);
  assert.ok(end >= 0, "This is no ZIP archive.");
  const count = archive.readUInt16LE(end + 10);
  const files = new Map<string, Buffer>();
  for (let at = archive.readUInt32LE(end + 16); files.size < count;) {
    assert.equal(archive.readUInt32LE(at), entrySignature);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + entrySize, at + entrySize + nameLength);
    assert.ok(!files.has(name), `${name} is there twice.`);
    files.set(name, contentOf(archive, at));
    at += entrySize + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** @param entry where the file's entry in the central directory begins. */
function contentOf(archive: Buffer, entry: number): Buffer {
  const header = archive.readUInt32LE(entry + 42);
  const start =
    header + localHeaderSize + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const stored = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === deflated ? inflateRawSync(stored) : stored;
}
