// Sign-in names: what a learner without an e-mail address signs in with. Nobody else sees it.

export const SHORTEST = 3;
export const LONGEST = 30;

/**
 * What a name is found by. Composed, then made small, large and small: 'ẞ', 'ß' and 'SS', or the two small sigmas, are
 * the same name, as in Unicode's own folding of case.
 */
export const signInKey = (name: string): string =>
  name.trim().normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');

/** No @, so that one field takes either a name or an address, and no space, which a phone's keyboard adds by itself. */
export function signInNameFault(name: string): string | undefined {
  const length = [...name].length;
  if (length === 0) return 'Choose a sign-in name.';
  if (name.includes('@')) return 'A sign-in name has no @. An e-mail address goes into its own field.';
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u.test(name))
    return 'Use letters, digits, dots and hyphens, without spaces, and begin with a letter or a digit.';
  if (length < SHORTEST) return `Use at least ${SHORTEST} characters.`;
  return length > LONGEST ? `Use at most ${LONGEST} characters. This has ${length}.` : undefined;
}
