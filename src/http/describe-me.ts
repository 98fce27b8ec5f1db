import { needsSecondFactor } from '../staff/accounts.ts';
import { presentStatus, type Staff } from '../staff/staff.ts';
import type { HttpServices } from './http-services.ts';

/** Who somebody of the desk is, what they have to do, and the words their page needs. */
export async function describeMe(
  { desk, accounts, prompts, now }: HttpServices,
  staff: Staff,
  session: { csrf: string; complete: boolean } | undefined,
) {
  const { id, name, role, email, locale, languages } = staff;
  const [colleague, secured] = await Promise.all([
    desk.colleagues.find(id),
    accounts.hasSecondFactor(id),
  ]);
  const values = prompts.current();
  return {
    id,
    name,
    role,
    email,
    locale,
    languages,
    status: presentStatus(staff, now()),
    capacity: colleague?.capacity ?? values.desk.capacity,
    load: colleague?.load ?? 0,
    csrf: session?.csrf ?? null,
    secondFactor: secured
      ? ('done' as const)
      : session !== undefined && !session.complete && needsSecondFactor(role)
        ? ('set_up' as const)
        : ('none' as const),
    labels: { reasons: values.handoff.reasons, resolutions: values.desk.resolutions },
    awayMinutes: values.desk.awayMinutes,
  };
}
