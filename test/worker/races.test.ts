import { env } from 'cloudflare:workers';
import { createD1 } from '../../src/storage/d1.ts';
import { raceContract } from '../contracts/races.ts';
import { workerPrompts } from './prompts.ts';

raceContract('D1 in workerd', async () => ({
  database: createD1(env.DB),
  prompts: workerPrompts(),
}));
