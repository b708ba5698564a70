// The little of papaparse that is used here; its published types bring in those of Node, which the domain does without.

declare module 'papaparse' {
  interface Options {
    readonly delimiter: string;
    readonly quoteChar?: string;
  }
  interface Parsed {
    readonly data: string[][];
    readonly errors: readonly { readonly type: string }[];
  }
  const papa: { readonly parse: (text: string, options: Options) => Parsed };
  export default papa;
}
