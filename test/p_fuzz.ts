import { fuzz } from './parity/fuzz';
import { validValues, invalidValues } from './parity/arbitrary';
import { helm4, helm3 } from './support/tools';
(async () => {
  const [kind, runs, seed, which] = process.argv.slice(2);
  const t = Date.now();
  const r = await fuzz({
    values: kind === 'valid' ? validValues() : invalidValues(),
    runs: Number(runs),
    seed: Number(seed),
    helms: which === '4' ? [helm4()] : which === '3' ? [helm3()] : [helm4(), helm3()],
  });
  console.log(r.runs, r.accepted, (Date.now() - t) / 1000, r.failure ?? '');
})();
