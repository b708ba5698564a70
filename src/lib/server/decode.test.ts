// Each encoding that a spreadsheet may write is read back to the same names.
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';

const CYRILLIC = 'Імя;Прозвішча\r\nЎладзімір;Караткевіч\r\nАлёна;Іванова\r\nЯн;К.\r\n';
const LATIN = 'First name;Surname\r\nŽana;Šulc\r\nJosé;Núñez\r\nDaria;O’Brien\r\n';
const ŁACINKA = 'Imia;Proźvišča\r\nŁukaš;Ćviach\r\n';

/** The bytes of a text in an encoding of one byte a letter, found by turning its own table round. */
function oneByte(text: string, encoding: string): Uint8Array {
  const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return Uint8Array.from(text, (letter) => {
    const byte = table.indexOf(letter);
    if (byte === -1) throw new Error(`${encoding} has no ${letter}`);
    return byte;
  });
}
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

const WAYS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first, with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first, with a mark': (text) => swapped(Buffer.from(`\ufeff${text}`, 'utf16le')),
  'UTF-16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => swapped(Buffer.from(text, 'utf16le')),
};

describe('a list is read from', () => {
  for (const [way, bytes] of Object.entries(WAYS))
    it(way, () => {
      for (const text of [CYRILLIC, LATIN, ŁACINKA]) expect(decodeText(bytes(text))).toBe(text);
    });

  it('Windows-1251', () => expect(decodeText(oneByte(CYRILLIC, 'windows-1251'))).toBe(CYRILLIC));
  it('Windows-1252', () => expect(decodeText(oneByte(LATIN, 'windows-1252'))).toBe(LATIN));
  it('nothing', () => expect(decodeText(new Uint8Array())).toBe(''));
});
