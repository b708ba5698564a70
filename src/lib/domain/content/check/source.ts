// The text is the one its card describes, and files stand where their ids say.
import { courseFiles, type AuthoredFile } from '../authored.ts';
import type { Finding } from '../fault.ts';
import { at, type Rule } from './rule.ts';

/** The sha256 of text.txt is the one on the card: nobody has touched a character. */
export const textIsUnchanged: Rule = ({ source }) => {
  const card = source?.card;
  if (card?.data == null || source?.sha256 == null || card.data.sha256 === source.sha256) return [];
  return [
    at(
      card,
      ['sha256'],
      `the text in ${source.textFile} has the sha256 ${source.sha256}, not the one named here`,
      'put the text back as it was, or, if it is meant to be new, write its sha256 here and check every passage',
    ),
  ];
};

const lastTwo = (file: string): [folder: string, name: string] => {
  const [name = '', folder = ''] = file.split('/').reverse();
  return [folder, name.replace(/\.yaml$/, '')];
};

function namedAs(file: AuthoredFile | null, field: 'id' | 'seat', wanted: 'folder' | 'name'): Finding[] {
  const value = (file?.raw as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  if (file === null || typeof value !== 'string') return [];
  const [folder, name] = lastTwo(file.file);
  const expected = wanted === 'folder' ? folder : name;
  if (value === expected) return [];
  return [
    at(
      file,
      [field],
      `the ${field} "${value}" is not the name of the ${wanted === 'folder' ? 'folder' : 'file'}, "${expected}"`,
      `write "${field}: ${expected}", or rename the ${wanted === 'folder' ? 'folder' : 'file'}`,
    ),
  ];
}

/** A thing is found on disk by its id, so the id and the name of the file or folder are the same word. */
export const filesAreNamedById: Rule = (set) => [
  ...namedAs(set.course, 'id', 'folder'),
  ...namedAs(set.source?.card ?? null, 'id', 'folder'),
  ...set.quizzes.flatMap((quiz) => namedAs(quiz, 'id', 'name')),
  ...set.sheets.flatMap((sheet) => namedAs(sheet, 'id', 'name')),
  ...set.worlds.flatMap(({ world, tracks }) => [
    ...namedAs(world, 'id', 'folder'),
    ...tracks.flatMap((track) => namedAs(track, 'seat', 'name')),
  ]),
];

/** The course names a source that is there. */
export const sourceIsThere: Rule = (set) =>
  set.source !== null || set.course?.data == null
    ? []
    : [
        at(
          set.course,
          ['source'],
          `there is no source "${set.course.data.source}"`,
          `name a folder of sources, or add sources/${set.course.data.source} with text.txt and source.yaml`,
        ),
      ];

/** Without its own files a course cannot be shown; one that is there and cannot be read has faults of its own. */
export const hasWork: Rule = (set) =>
  set.course === null || courseFiles(set).some((file) => file.kind === 'quiz' || file.kind === 'track')
    ? []
    : [
        at(
          set.course,
          ['modules'],
          'the course has no quiz and no track',
          'add one under quizzes/ or scenarios/',
        ),
      ];
