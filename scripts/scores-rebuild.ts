// npm run scores:rebuild: drops kept states and scores, replays every log, and says how many changed (none should).
import './lib/plain.ts';
import { connect } from '#lib/server/db/connect.ts';
import { createLibrary } from '#lib/server/library.ts';
import { settingsOf } from '#lib/server/services.ts';
import { rebuildScores } from '#lib/server/tasks/rebuild-scores.ts';

const connection = await connect(settingsOf(process.env));
// Every attempt's content is in the database, so the bundled courses are not needed.
const { replayed, changed } = await rebuildScores(connection, createLibrary([]));
await connection.close();
console.log(`${replayed} attempts replayed, ${changed} changed`);
