// The little of papaparse that is used here; its published types bring in those of Node, which the domain does without.

declare module 'papaparse' {
  interface Options {
    readonly delimiter: string;
    readonly quoteChar?: string;
    readonly newline?: string;
  }
  interface Parsed {
    readonly data: string[][];
    readonly errors: readonly { readonly type: string }[];
  }
  interface Writing {
    readonly newline: string;
    /** Cells that it fits get an apostrophe. */
    readonly escapeFormulae: RegExp;
  }
  type Row = readonly (string | number | null)[];
  const papa: {
    readonly parse: (text: string, options: Options) => Parsed;
    readonly unparse: (rows: readonly Row[], options: Writing) => string;
  };
  export default papa;
}
