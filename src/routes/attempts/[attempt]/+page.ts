// The player: its script makes practice immediate and saves reloads.
export const csr = true;
