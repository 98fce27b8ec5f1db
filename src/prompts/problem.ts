/** A mistake in a prompt file, told so that the person who edits the file can mend it. */
export interface Problem {
  /** path inside the prompts directory, e.g. `policy.md` */
  file: string;
  /** from 1 */
  line: number;
  /** what is wrong */
  message: string;
  /** how to mend it */
  hint: string;
}

/** `policy.md:12  what is wrong  → how to mend it` */
export function describeProblem({ file, line, message, hint }: Problem): string {
  return `${file}:${line}  ${message}  → ${hint}`;
}
