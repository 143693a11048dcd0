// Runs the stand-in on its own, in a container or beside a benchmark:
//   STAND_IN_OPTIONS='{"domain":"your-domain.com","keys":["key"],"host":"0.0.0.0","apiPort":8686,"tmsPort":8383}' node stand-in.cjs
// The options may also be in the file that STAND_IN_OPTIONS_FILE names. `GET /stand-in/record` at the API's port tells what happened.
import { readFileSync } from 'node:fs';
import type { PlatformOptions } from './options';
import { StandIn } from './stand-in';

async function main(): Promise<void> {
  const file = process.env.STAND_IN_OPTIONS_FILE;
  const text = file ? readFileSync(file, 'utf8') : (process.env.STAND_IN_OPTIONS ?? '{}');
  const standIn = await StandIn.start(JSON.parse(text) as PlatformOptions);
  console.log(JSON.stringify({ apiUrl: standIn.apiUrl, tmsAddress: standIn.tmsAddress }));
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void standIn.stop().then(() => process.exit(0)));
}

void main();
