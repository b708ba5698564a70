// Lists of names as teachers have them: what is read, what is doubled, what is wrong and in which row.
import { describe, expect, it } from 'vitest';
import { readRoster } from './read.ts';

const fresh = (text: string): string[] => readRoster(text, []).fresh.map(({ name }) => name);

describe('a list is read', () => {
  const TWO = ['Janka Kupala', 'Maksim Bahdanovič'];
  const LISTS: Readonly<Record<string, readonly [text: string, names: readonly string[]]>> = {
    'one name a line': ['Janka Kupala\nMaksim Bahdanovič\n', TWO],
    'with Windows and old Mac line ends': ['Janka Kupala\r\nMaksim Bahdanovič\r', TWO],
    'with empty lines and space around': ['\n\n  Janka Kupala  \n\n\tMaksim   Bahdanovič\n\n', TWO],
    'surname and first name, comma': ['Kupala, Janka\nBahdanovič, Maksim', TWO],
    'surname and first name, semicolon': ['Kupala;Janka\nBahdanovič;Maksim', TWO],
    'surname and first name, tab': ['Kupala\tJanka\nBahdanovič\tMaksim', TWO],
    'quoted cells with a comma in them': ['"Kupala, Janka"\n"Bahdanovič, Maksim"', TWO],
    'headings, in another order and among other columns': [
      'No;First name;Class;Surname;E-mail\n1;Janka;8B;Kupala;j@school.example\n2;Maksim;8B;Bahdanovič;',
      TWO,
    ],
    'a running number before the name': ['1;Kupala;Janka\n2;Bahdanovič;Maksim', TWO],
    'a running number before the whole name': ['1\tJanka Kupala\n2\tMaksim Bahdanovič', TWO],
    'a class in a column beside': ['"Kupala, Janka"\t8B\n"Bahdanovič, Maksim"\t8Б', TWO],
    'a heading over one column': ['Name\nJanka Kupala\nMaksim Bahdanovič', TWO],
    'Belarusian headings': [
      'Прозвішча;Імя\nКупала;Янка\nБагдановіч;Максім',
      ['Янка Купала', 'Максім Багдановіч'],
    ],
    'Russian headings, a patronymic beside': [
      'Фамилия;Имя;Отчество\nКупала;Янка;Доминикович',
      ['Янка Купала'],
    ],
    łacinka: ['Šuškievič Łukaš\nŽana Ćviach\nÚna Ŭ.', ['Šuškievič Łukaš', 'Žana Ćviach', 'Úna Ŭ.']],
    'letters with marks of their own': ['Z\u030cana\nУ\u0306ла\u0434', ['\u017dana', 'Ўлад']],
    'an apostrophe, a hyphen, initials': [
      "Daria O'Brien\nAnna-Maria\nK. M.",
      ["Daria O'Brien", 'Anna-Maria', 'K. M.'],
    ],
    'a nickname in quotation marks': ['Ales "Lex" K.\nDaria', ['Ales "Lex" K.', 'Daria']],
    'a quotation mark that is never closed': ['"Ales K.\nDaria M.\nJan', ['"Ales K.', 'Daria M.', 'Jan']],
    'a byte order mark that was pasted along': ['\ufeffJanka Kupala', ['Janka Kupala']],
    'a byte order mark before a heading': ['\ufeffName\nJanka Kupala', ['Janka Kupala']],
    'a stray comma among whole names': [
      'Ales K.\nDaria M.\nJan R., junior, 8B\nHanna',
      ['Ales K.', 'Daria M.', 'Jan R., junior, 8B', 'Hanna'],
    ],
    nothing: ['', []],
  };
  for (const [what, [text, names]] of Object.entries(LISTS))
    it(`with ${what}`, () => {
      expect(readRoster(text, []).faults).toEqual([]);
      expect(fresh(text)).toEqual(names);
    });
});

it('a name that is in the class, or twice in the list, is shown as a double with its row', () => {
  expect(readRoster('Ales K.\nдарыя м.\nDaria\nALES  K.', ['Дарыя М.'])).toEqual({
    fresh: [
      { row: 1, name: 'Ales K.' },
      { row: 3, name: 'Daria' },
    ],
    doubles: [
      { row: 2, name: 'дарыя м.', where: 'class' },
      { row: 4, name: 'ALES K.', where: 'list' },
    ],
    faults: [],
  });
});

it('what is wrong is said for each row, and the rows beside it are read', () => {
  const long = 'я'.repeat(61);
  expect(readRoster(`Ales K.\n4711\na@school.example\n${long}\nD\ufffdria\n\nJan`, [])).toEqual({
    fresh: [
      { row: 1, name: 'Ales K.' },
      { row: 7, name: 'Jan' },
    ],
    doubles: [],
    faults: [
      { row: 2, text: '4711', says: 'A name has at least one letter.' },
      { row: 3, text: 'a@school.example', says: 'This is an e-mail address. Only a name is needed.' },
      { row: 4, text: long, says: 'Write a name of at most 60 characters. This has 61.' },
      { row: 5, text: 'D\ufffdria', says: 'Some letters could not be read. Save the file as UTF-8.' },
    ],
  });
});

it('two thousand rows, none valid: each has its fault', () => {
  const rows = Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? `${i};;` : ';;'));
  const { fresh: none, faults } = readRoster(rows.join('\n'), []);
  expect(none).toEqual([]);
  expect(faults).toHaveLength(2000);
  expect(faults.at(-1)).toEqual({ row: 2000, text: ' ·  · ', says: 'There is no name in this row.' });
});
