import { join } from 'node:path';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { CHART, HELMS, objectsOf, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

const FILE = join(CHART, 'ci', 'restricted-values.yaml');

/** Their servers start as root. */
const EXEMPT = ['fe-rj-gui', 'fe-rj-tms-gui'];

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];
const SECCOMP = ['RuntimeDefault', 'Localhost'];

const map = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);

/** Names and specs of what runs as a pod. */
function pods(objects: JsonObject[]): [string, JsonObject][] {
  return objects.flatMap(({ kind, metadata, spec }): [string, JsonObject][] => {
    const name = `${kind as string} ${map(metadata).name as string}`;
    if (kind === 'Pod') return [[name, map(spec)]];
    const template = map(map(spec).template);
    return template.spec ? [[name, map(template.spec)]] : [];
  });
}

/** What the profile `restricted` says against a pod, those of `baseline` included. */
function violations(pod: JsonObject): string[] {
  const context = map(pod.securityContext);
  const containers = [...list(pod.initContainers), ...list(pod.containers)];
  const checks: [string, boolean][] = [
    ['host namespaces', !pod.hostNetwork && !pod.hostPID && !pod.hostIPC],
    ['volumes', list(pod.volumes).every((volume) => VOLUMES.some((type) => type in volume))],
    ['sysctls', list(context.sysctls).every(({ name }) => SYSCTLS.includes(name as string))],
    ['runAsUser', context.runAsUser !== 0],
  ];
  const ofPod = checks.flatMap(([what, isWell]) => (isWell ? [] : [what]));
  return [...ofPod, ...containers.flatMap((container) => containerViolations(container, context))];
}

function containerViolations({ name, ports, securityContext }: JsonObject, pod: JsonObject): string[] {
  const own = map(securityContext);
  const capabilities = map(own.capabilities) as { add?: string[]; drop?: string[] };
  const seccomp = map(own.seccompProfile).type ?? map(pod.seccompProfile).type;
  const checks: [string, boolean][] = [
    ['privileged', own.privileged !== true],
    ['hostPort', list(ports).every(({ hostPort }) => !hostPort)],
    ['procMount', own.procMount === undefined || own.procMount === 'Default'],
    ['allowPrivilegeEscalation', own.allowPrivilegeEscalation === false],
    ['runAsNonRoot', (own.runAsNonRoot ?? pod.runAsNonRoot) === true],
    ['runAsUser', own.runAsUser !== 0],
    ['seccompProfile', SECCOMP.includes(seccomp as string)],
    ['capabilities.drop', (capabilities.drop ?? []).includes('ALL')],
    ['capabilities.add', (capabilities.add ?? []).every((one) => one === 'NET_BIND_SERVICE')],
  ];
  return checks.flatMap(([what, isWell]) => (isWell ? [] : [`${name as string}: ${what}`]));
}

describe.each(HELMS)('restricted-values.yaml, %s', (_, helm) => {
  test.each([
    ['tenants installed by a hook', '', 'Job tenant-seed'],
    ['by an ordinary Job', 'seed: { useHelmHooks: false }', expect.stringMatching(/^Job tenant-seed-[0-9a-f]+$/)],
    ['without tenants', 'tenants: []', 'Pod platform-test'],
  ])('%s: all pods but those of the GUIs are restricted', (_case, more, job) => {
    const found = pods(objectsOf(helm, ['-f', FILE, ...workspace.values(more)]));
    const broken = found.filter(([, spec]) => violations(spec).length > 0);
    expect(found.map(([name]) => name)).toEqual(expect.arrayContaining([job, 'Deployment bg-queue-prod']));
    expect(broken.map(([name]) => name).sort()).toEqual(EXEMPT.map((name) => `Deployment ${name}`));
  });

  test('the defaults are not, so that the check finds something', () => {
    const specs = new Map(pods(objectsOf(helm, [])));
    expect(violations(specs.get('Deployment wk-apm') ?? {})).toEqual(['wk-apm: runAsNonRoot']);
  });
});
