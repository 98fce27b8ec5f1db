import { z } from 'zod';
import { colleague } from './desk.ts';
import { instant, person, role, status } from './desk-parts.ts';
import { locale } from './http.ts';

/* People of the desk: signing in, sessions, accounts and the audit log. */

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    role,
    email: z.string().nullable(),
    locale: z.string().nullable(),
    languages: z.array(z.string()),
    status,
    capacity: z.int(),
    load: z.int(),
    csrf: z.string().nullable().meta({
      description: 'send as X-CSRF-Token with every write of a cookie session; null with a token',
    }),
    secondFactor: z.enum(['none', 'set_up', 'done']).meta({
      description: '`set_up`: nothing else works before PUT /v1/staff/second-factor',
    }),
    labels: z.object({
      reasons: z.record(z.string(), z.string()),
      resolutions: z.record(z.string(), z.string()),
    }),
    awayMinutes: z.int(),
  })
  .meta({ id: 'Me' });
export const changeMeRequest = z
  .object({
    status: status.optional(),
    locale: locale.nullable().optional(),
    languages: z.array(locale).max(20).optional(),
  })
  .meta({ id: 'ChangeMe' });

export const signInRequest = z
  .object({
    email: z.string().trim().min(3).max(254),
    password: z.string().min(1).max(200),
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/)
      .optional()
      .meta({ description: 'of the authenticator app; asked for by 401 code_needed' }),
  })
  .meta({ id: 'SignIn' });
export const secondFactorSecret = z
  .object({ secret: z.string(), address: z.string().meta({ description: 'otpauth://…' }) })
  .meta({ id: 'SecondFactorSecret' });
export const secondFactorCode = z
  .object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'six digits'),
  })
  .meta({ id: 'SecondFactorCode' });
export const linkView = z
  .object({ kind: z.enum(['invitation', 'reset']), name: z.string(), email: z.string().nullable() })
  .meta({ id: 'StaffLink' });
export const takeUpLinkRequest = z
  .object({ password: z.string().min(1).max(200) })
  .meta({ id: 'TakeUpLink' });
export const changePasswordRequest = z
  .object({ old: z.string().max(200), new: z.string().min(1).max(200) })
  .meta({ id: 'ChangePassword' });
export const staffSessions = z
  .object({
    sessions: z.array(
      z.object({
        id: z.string(),
        browser: z.string(),
        createdAt: instant,
        seenAt: instant,
        current: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'StaffSessions' });

export const people = z.object({ people: z.array(colleague) }).meta({ id: 'People' });
export const invitePersonRequest = z
  .object({
    name: z.string().trim().min(1).max(80),
    email: z.email().max(254),
    role: role.default('agent'),
  })
  .meta({ id: 'InvitePerson' });
export const madeLink = z
  .object({
    id: z.string(),
    link: z.string().meta({ description: 'works once; send it to the person yourself' }),
  })
  .meta({ id: 'MadeStaffLink' });
export const changePersonRequest = z
  .object({
    name: z.string().trim().min(1).max(80).optional(),
    role: role.optional(),
    capacity: z.int().min(0).max(100).nullable().optional(),
    languages: z.array(locale).max(20).optional(),
  })
  .meta({ id: 'ChangePerson' });
export const auditQuery = z.object({
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  subject: z.string().max(64).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});
export const auditPage = z
  .object({
    entries: z.array(
      z.object({
        position: z.int(),
        at: instant,
        by: person.nullable(),
        action: z.string(),
        subject: z.string(),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
  })
  .meta({ id: 'AuditPage' });

export type Me = z.infer<typeof me>;
export type StaffSession = z.infer<typeof staffSessions>['sessions'][number];
