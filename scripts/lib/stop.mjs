// An orderly stop: no new requests, those in flight are finished, then the app closes its database.

const PATIENCE_MS = 10_000;
const SAME_PRESS_MS = 1_000;

/**
 * Stops the server on SIGTERM, on Ctrl-C, and when the launcher that started it is gone. When all requests are
 * finished the app hears `sveltekit:shutdown`, as it does from the adapter's own server.
 */
export function stopOnSignals(server) {
  let stoppedAt = 0;
  const stop = (reason) => {
    // Ctrl-C reaches the server from the terminal and again through npm and the launcher: that is one press, not three.
    if (stoppedAt) {
      if (Date.now() - stoppedAt > SAME_PRESS_MS) process.exit(1);
      return;
    }
    stoppedAt = Date.now();
    process.stdout.write('Stopping: finishing what is in flight.\n');
    // An event stream is in flight for as long as somebody looks at it: the app ends those now.
    process.emit('demarche:stopping');
    server.close(() => {
      process.emit('sveltekit:shutdown', reason);
      // By now nothing should keep the process alive. What still does is not worth waiting for.
      setTimeout(() => process.exit(0), 2_000).unref();
      process.off('disconnect', orphaned);
    });
    server.closeIdleConnections();
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  };
  const orphaned = () => stop('SIGTERM');
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  if (process.connected) process.on('disconnect', orphaned);
}
