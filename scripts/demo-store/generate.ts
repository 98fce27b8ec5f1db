import { writeFileSync } from 'node:fs';
import { demoFiles } from './files.ts';

// Run with: npx tsx scripts/demo-store/generate.ts
const directory = new URL('../../data/demo-store/', import.meta.url);
for (const [name, text] of Object.entries(demoFiles()))
  writeFileSync(new URL(name, directory), text);
