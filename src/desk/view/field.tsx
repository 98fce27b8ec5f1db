import { useEffect, useId, useRef } from 'preact/hooks';

interface FieldProps {
  label: string;
  name: string;
  hint?: string;
  type?: 'text' | 'email' | 'password';
  autocomplete?: 'username' | 'current-password' | 'new-password' | 'one-time-code';
  pattern?: string;
  inputMode?: 'numeric';
  minLength?: number;
  /** filled in already */
  value?: string;
  /** takes the focus when it appears */
  first?: boolean;
}

/** A labelled input that must be filled in; `hint` stands below it. */
export function Field({ label, hint, first = false, type = 'text', value, ...input }: FieldProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) box.current?.focus();
  }, [first]);
  const common = {
    ...input,
    id,
    ref: box,
    required: true,
    ...(value === undefined || value === '' ? {} : { defaultValue: value }),
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' && <input type="password" {...common} />}
      {type === 'email' && <input type="email" {...common} />}
      {type === 'text' && <input type="text" {...common} />}
      {hint !== undefined && (
        <p class="meta" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** What a form's fields hold, trimmed but for passwords. */
export function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => {
      const text = typeof value === 'string' ? value : '';
      return [name, name === 'password' ? text : text.trim()];
    }),
  );
}
