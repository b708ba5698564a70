// Rules of what stands before and after the modules: the short pretest, and the final that is drawn from a pool.
import { drawItems } from '../draw.ts';
import { SKILLS } from '../vocabulary.ts';
import { at, type Rule } from './rule.ts';

const PRETEST_ITEMS = 3;

/** A pretest takes a minute and gives nothing away that is asked again under seal. */
export const pretestIsShort: Rule = (set) => {
  const quiz = set.quizzes.find(({ data }) => data !== null && data.id === set.course?.data?.pretest);
  if (quiz?.data == null) return [];
  const { items } = quiz.data;
  return [
    ...(items.length === PRETEST_ITEMS
      ? []
      : [
          at(
            quiz,
            ['items'],
            `the pretest ${quiz.data.id} has ${items.length} items`,
            `give it ${PRETEST_ITEMS}: it is taken before anything was read`,
          ),
        ]),
    ...items.flatMap((item, i) =>
      item.pool === 'practice'
        ? []
        : [
            at(
              quiz,
              ['items', i, 'pool'],
              `item ${item.id} of the pretest is in the assessment pool`,
              'write "pool: practice": a pretest is explained at once',
            ),
          ],
    ),
  ];
};

/** Each skill has more assessment items than a draw takes, or every final would be the same. */
export const finalCanBeDrawn: Rule = (set) => {
  const { course } = set;
  const final = course?.data?.final;
  if (course === null || final === undefined) return [];
  const pool = set.quizzes
    .flatMap(({ data }) => data?.items ?? [])
    .filter((item) => item.pool === 'assessment');
  const named = [...set.quizzes, ...set.worlds.flatMap(({ tracks }) => tracks)].some(
    ({ data }) => data?.id === final.id,
  );
  return [
    ...(named
      ? [
          at(
            course,
            ['final', 'id'],
            `the final and another activity are both called "${final.id}"`,
            'give the final an id of its own',
          ),
        ]
      : []),
    ...SKILLS.flatMap((skill) => {
      const facts = new Set(pool.filter((item) => item.skill === skill).map(({ fact }) => fact)).size;
      const drawn = drawItems(pool, final.per_skill, 'check').filter((item) => item.skill === skill).length;
      if (facts > final.per_skill && drawn === final.per_skill) return [];
      return [
        at(
          course,
          ['final', 'per_skill'],
          `the final draws ${final.per_skill} items of the skill "${skill}" from ${facts} assessment items on different facts`,
          'write more items with "pool: assessment" for this skill, or draw fewer',
        ),
      ];
    }),
  ];
};
