/** For which system and processor a native library was built. */

// Of ELF's e_machine, Mach-O's cputype and PE's Machine.
const elfMachines: Record<number, string> = { 0x28: "arm", 0x3e: "x64", 0xb7: "arm64" };
const machTypes: Record<number, string> = { 0x1_00_00_07: "x64", 0x1_00_00_0c: "arm64" };
const peMachines: Record<number, string> = { 0x86_64: "x64", 0xaa_64: "arm64" };

/** @returns "ELF arm64" and the like, read from the header. */
export function binaryFormat(library: Buffer): string {
  if (library.readUInt32BE(0) === 0x7f_45_4c_46) return `ELF ${elfMachines[library.readUInt16LE(18)]}`;
  if (library.readUInt32LE(0) === 0xfe_ed_fa_cf) return `Mach-O ${machTypes[library.readUInt32LE(4)]}`;
  const header = library.readUInt32LE(0x3c);
  if (library.toString("latin1", header, header + 4) === "PE\0\0") {
    return `PE ${peMachines[library.readUInt16LE(header + 4)]}`;
  }
  return "unknown";
}
