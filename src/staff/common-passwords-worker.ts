import small from './common-passwords-small.json' with { type: 'json' };

/** The same for a Worker, where all of it would be a sixth of the bundle: the 4,000 most common, in letters and digits. */
export const known = { dictionary: { 'passwords-common': small } };
