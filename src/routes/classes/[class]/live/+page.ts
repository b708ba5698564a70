// Of a teacher's pages this one alone has a script: it shows what changes while it is looked at.
export const csr = true;
