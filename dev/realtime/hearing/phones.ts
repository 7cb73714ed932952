/** Any speech at all: a loop over the phones of English, to measure a command's likeness against. */

const phones =
  "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH".split(
    " ",
  );
const nameOf = (phone: string): string => `phone_${phone.toLowerCase()}`;

export const phoneWords = phones.map((phone): [word: string, phones: string] => [nameOf(phone), phone]);

export const phoneGrammar = `#JSGF V1.0;
grammar phones;
public <speech> = (${phones.map(nameOf).join(" | ")})+;
`;
