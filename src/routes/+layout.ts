// Pages are plain HTML; only what is played sends a script of the app's own.
export const csr = false;
