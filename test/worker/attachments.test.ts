import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { AttachmentStore } from '../../src/attachments/attachment-store.ts';
import { createR2Files } from '../../src/connectors/r2-files.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import { createD1 } from '../../src/storage/d1.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 a bill');
const now = () => Date.parse('2026-11-22T12:00:00Z');

it('keeps, gives back and erases files in a bucket, each conversation its own', async () => {
  const database = createD1(env.DB);
  const attachments = new AttachmentStore({
    database,
    files: createR2Files(env.ATTACHMENTS),
    now,
    makeId: createIdMaker(now, systemRandomBytes),
  });
  for (const id of ['cnv_1', 'cnv_10'])
    await database.run(
      `INSERT INTO conversations (id, secret_hash, channel, identity, created_at, updated_at)
       VALUES (?, '', 'widget', '{}', '2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z')`,
      id,
    );
  const add = async (conversationId: string) => {
    const added = await attachments.add(conversationId, { name: 'bill.pdf', bytes: PDF });
    if (!added.ok) throw new Error(added.reason);
    return added.attachment;
  };
  const [mine, unsent, theirs] = [await add('cnv_1'), await add('cnv_1'), await add('cnv_10')];
  expect((await attachments.read('cnv_1', mine.id))?.bytes).toEqual(PDF);
  expect(await attachments.read('cnv_10', mine.id)).toBe(undefined);

  await attachments.remove('cnv_1', unsent.id);
  expect((await env.ATTACHMENTS.list({ prefix: 'cnv_1/' })).objects).toHaveLength(1);
  await attachments.erase('cnv_1');
  expect((await env.ATTACHMENTS.list({ prefix: 'cnv_1/' })).objects).toEqual([]);
  // The prefix ends with the conversation, not with its first letters.
  expect((await attachments.read('cnv_10', theirs.id))?.bytes).toEqual(PDF);
});
