// What can go wrong with a backup, in words, and how far it is.

/** Hears how far a copy is: pages done, of all. */
export type OnProgress = (done: number, of: number) => void;

/** Something whoever runs the installation can mend; its message is one line that says how. */
export class BackupFault extends Error {}
