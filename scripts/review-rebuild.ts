// npm run review:rebuild: drops the answers that count for review, derives them from every log, and says how many changed.
import './lib/plain.ts';
import { connect } from '#lib/server/db/connect.ts';
import { createLibrary } from '#lib/server/library.ts';
import { settingsOf } from '#lib/server/services.ts';
import { rebuildReview } from '#lib/server/tasks/review/rebuild.ts';

const connection = await connect(settingsOf(process.env));
// Every attempt's content is in the database, so the bundled courses are not needed.
const { replayed, changed } = await rebuildReview(connection, createLibrary([]));
await connection.close();
console.log(`${replayed} attempts read, the answers of ${changed} changed`);
