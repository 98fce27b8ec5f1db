import { env } from 'cloudflare:workers';
import { createD1 } from '../../src/storage/d1.ts';
import { erasureContract } from '../contracts/erasure.ts';
import { workerPrompts } from './prompts.ts';

erasureContract('D1 in workerd', async () => ({
  database: createD1(env.DB),
  prompts: workerPrompts(),
}));
