import { env } from 'cloudflare:workers';
import { createD1 } from '../../src/storage/d1.ts';
import { databaseContract } from '../contracts/database.ts';

databaseContract('D1 in workerd', async () => createD1(env.DB));
