import { constructs, helmTemplate, synthesizer, brokenRules } from './parity/faces';
import { objectDifferences } from './parity/differences';
import { helm4, helm3 } from './support/tools';
(async () => {
  for (const file of process.argv.slice(2)) {
    const inst = { sources: [{ kind: 'file' as const, file }], release: 'tracardi', namespace: 'default' };
    const a: any = constructs(inst),
      s: any = synthesizer(inst),
      b: any = await helmTemplate(helm4(), inst),
      c: any = await helmTemplate(helm3(), inst);
    console.log(file, a.refusal ?? a.objects.length, b.refusal ?? b.objects.length, c.refusal ?? c.objects.length);
    if (a.objects && b.objects)
      console.log(
        objectDifferences(a.objects, b.objects).slice(0, 20).join('\n'),
        objectDifferences(b.objects, c.objects).slice(0, 5).join('\n'),
        objectDifferences(a.objects, s.objects).slice(0, 5).join('\n'),
      );
    else console.log(brokenRules(inst.sources));
  }
})();
