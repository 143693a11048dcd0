import { ask } from '../ask';
import type { Flow } from '../flow';
import { domainOf, platformValues } from '../platform';
import { demand, demandEqual } from '../steps';
import { CHART, until, type Workspace } from '../workspace';
import { changedBy, secondsOf } from './install';
import { merge } from '../../support/objects';
import type { JsonObject } from '../../../lib/json/json';

/** All hosts of a release below a part of the namespace's domain. */
function valuesOf(workspace: Workspace, part: string): JsonObject {
  const text = JSON.stringify(platformValues(workspace.namespace));
  const [old, own] = [domainOf(workspace.namespace), `${part}.${domainOf(workspace.namespace)}`];
  return merge(JSON.parse(text.replaceAll(old, own)) as JsonObject, { mysql: { database: part } });
}

const neighbours: Flow = {
  name: 'two-releases',
  run: async (context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    const { http } = workspace.cluster.ports;
    const one = workspace.write('one.yaml', valuesOf(workspace, 'one'));
    const two = workspace.write('two.yaml', valuesOf(workspace, 'two'));
    const taken = await steps.step('helm install without tenants', () =>
      secondsOf(async () => {
        await workspace.helm(4, 'install', 'one', CHART, '-f', one);
        await workspace.ready();
      }),
    );
    steps.figure(`${taken.toFixed(0)} s until a platform without tenants is ready`);
    await steps.step('a second release of the same names is refused, and the first stays', async () => {
      const changed = await changedBy(workspace, async () => {
        const { status, stderr } = await workspace.tryHelm(4, 'install', 'two', CHART, '-f', two);
        demand(status !== 0 && /exists and cannot be imported|invalid ownership/.test(stderr), stderr);
      });
      demandEqual(
        changed.filter((name) => !/sh\.helm/.test(name)),
        [],
        'objects changed',
      );
      await workspace.tryHelm(4, 'uninstall', 'two');
    });
    await steps.step('with fullnameOverride it stands beside it', async () => {
      const changed = await changedBy(workspace, async () => {
        await workspace.helm(4, 'install', 'two', CHART, '-f', two, '--set', 'fullnameOverride=other');
        await workspace.ready();
      });
      const ours = changed.filter((name) => !/sh\.helm/.test(name) && !/ other-/.test(name));
      demandEqual(ours, [], "objects of the first release, or without the second's name");
    });
    for (const part of ['one', 'two'])
      await steps.step(`release ${part} answers at its hosts`, () =>
        until(`acme.${part} answers`, 60, async () => {
          const host = `acme.${part}.${domainOf(workspace.namespace)}`;
          const [told, collected] = [await ask(http, { host }), await ask(http, { host, path: '/tracker' })];
          return told.from === 'private' && collected.from === 'public';
        }),
      );
    await steps.step('without the second the first goes on', async () => {
      await workspace.helm(4, 'uninstall', 'two', '--wait');
      const left = await workspace.kubectl('get', 'deployments,services,secrets,configmaps,ingresses', '-o', 'name');
      demand(!left.includes('/other-'), `objects of the second release are left: ${left}`);
      const { from } = await ask(http, { host: `acme.one.${domainOf(workspace.namespace)}` });
      demandEqual(from, 'private', 'who answers');
    });
  },
};

export const NEIGHBOUR_FLOWS: readonly Flow[] = [neighbours];
