/** Certificates that no system trusts before it is told to: an authority of our own, and what it vouches for. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

export interface Certified {
  /** PEM. */
  certificate: string;
  /** PEM. */
  key: string;
}

export interface Authority {
  /** PEM: to be trusted by those who are to trust what it vouches for. */
  readonly certificate: string;
  /** For a server that is called by this name. */
  certify(hostname: string): Certified;
}

export function createAuthority(name: string): Authority {
  const own = newKey();
  const isAuthority = extension("2.5.29.19", sequence(tlv(0x01, Buffer.of(0xff))));
  const certificate = build({
    subject: name,
    key: own.publicKey,
    issuer: name,
    signer: own.privateKey,
    extensions: [isAuthority],
  });
  return {
    certificate,
    certify(hostname) {
      const { publicKey, privateKey } = newKey();
      // https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6: [2] is a name of the DNS.
      const alternative = extension("2.5.29.17", sequence(tlv(0x82, Buffer.from(hostname))));
      return {
        certificate: build({
          subject: hostname,
          key: publicKey,
          issuer: name,
          signer: own.privateKey,
          extensions: [alternative],
        }),
        key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      };
    },
  };
}

interface Contents {
  subject: string;
  key: KeyObject;
  issuer: string;
  signer: KeyObject;
  extensions: Buffer[];
}

const day = 24 * 60 * 60 * 1000;

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function build({ subject, key, issuer, signer, extensions }: Contents): string {
  const algorithm = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
  const contents = sequence(
    tlv(0xa0, tlv(0x02, Buffer.of(2))),
    // Positive, and not empty: the first byte is neither 0 nor above 0x7f.
    tlv(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    commonName(issuer),
    sequence(time(Date.now() - day), time(Date.now() + day)),
    commonName(subject),
    key.export({ type: "spki", format: "der" }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = tlv(0x03, Buffer.concat([Buffer.of(0), sign("sha256", contents, signer)]));
  const base64 = sequence(contents, algorithm, signature).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(objectIdentifier("2.5.4.3"), tlv(0x0c, Buffer.from(name)))));
}

function extension(identifier: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(identifier), tlv(0x04, value));
}

/** UTCTime: YYMMDDHHMMSSZ. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/\D/g, "");
  return tlv(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return tlv(0x06, Buffer.from([40 * first + second, ...others.flatMap(base128)]));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** Tag, length, value. https://www.itu.int/rec/T-REC-X.690 */
function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const long =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...long]), value]);
}
