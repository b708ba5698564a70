// Rules of debrief sheets: each belongs to a module, and the decisions it names are there.
import { tracksOf } from '../authored.ts';
import { listed, type Path } from '../fault.ts';
import { at, type Rule } from './rule.ts';

export const sheetsBelongToModules: Rule = (set) => {
  const modules = set.course?.data?.modules;
  if (modules === undefined) return [];
  return set.sheets.flatMap((sheet) =>
    sheet.data === null || modules.some(({ id }) => id === sheet.data?.id)
      ? []
      : [
          at(
            sheet,
            ['id'],
            `there is no module "${sheet.data.id}" for this sheet`,
            `name it after a module: ${listed(modules.map(({ id }) => id))}`,
          ),
        ],
  );
};

/** A sheet that sends a class to a decision names a track and a scene of it. */
export const sheetDecisionsExist: Rule = (set) => {
  const tracks = tracksOf(set);
  // A track that cannot be read may be the very one that is named.
  if (tracks.some(({ data }) => data === null)) return [];
  return set.sheets.flatMap((sheet) =>
    (sheet.data?.decisions ?? []).flatMap(({ track: id, scene }, i) => {
      const path: Path = ['decisions', i];
      const track = tracks.find(({ data }) => data?.id === id)?.data;
      if (track == null)
        return [
          at(
            sheet,
            [...path, 'track'],
            `there is no track "${id}"`,
            `choose from ${listed(tracks.flatMap(({ data }) => data?.id ?? []))}`,
          ),
        ];
      const scenes = track.scenes.flatMap((each) => (each.kind === 'decision' ? [each.id] : []));
      return scenes.includes(scene)
        ? []
        : [
            at(
              sheet,
              [...path, 'scene'],
              `the track ${id} has no decision "${scene}"`,
              `choose from ${listed(scenes)}`,
            ),
          ];
    }),
  );
};
