// What a Kubernetes API server checks across the fields of an object.

interface Named {
  readonly name: string;
}

interface Container extends Named {
  readonly env?: (Named & { value?: string; valueFrom?: object })[];
  readonly volumeMounts?: Named[];
  readonly ports?: Partial<Named>[];
  readonly [field: string]: unknown;
}

interface PodSpec {
  readonly containers: Container[];
  readonly initContainers?: Container[];
  readonly volumes?: Named[];
}

interface PodTemplate {
  readonly metadata?: { labels?: Labels };
  readonly spec: PodSpec;
}

type Labels = { readonly [key: string]: string };
type AnyObject = { readonly kind: string; readonly spec?: any };

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];

/** Expects an object that its schema accepts. */
export function crossFieldErrors(object: object): string[] {
  const { kind, spec } = object as AnyObject;
  if (kind === 'Deployment') return [...selectorErrors(spec), ...podErrors(spec.template.spec, 'spec.template.spec')];
  if (kind === 'Job')
    return [...restartErrors(spec.template.spec), ...podErrors(spec.template.spec, 'spec.template.spec')];
  if (kind === 'Pod') return podErrors(spec, 'spec');
  if (kind === 'Service') return servicePortErrors(spec?.ports ?? []);
  return [];
}

function selectorErrors({
  selector,
  template,
}: {
  selector: { matchLabels?: Labels };
  template: PodTemplate;
}): string[] {
  const labels = template.metadata?.labels ?? {};
  return Object.entries(selector.matchLabels ?? {})
    .filter(([key, value]) => labels[key] !== value)
    .map(([key]) => `spec.selector.matchLabels["${key}"]: differs from the label of the template`);
}

function restartErrors({ restartPolicy }: { restartPolicy?: string }): string[] {
  const allowed = restartPolicy === 'Never' || restartPolicy === 'OnFailure';
  return allowed ? [] : ['spec.template.spec.restartPolicy: must be Never or OnFailure in a Job'];
}

function podErrors(pod: PodSpec, path: string): string[] {
  const volumes = (pod.volumes ?? []).map(({ name }) => name);
  const lists = ['initContainers', 'containers'] as const;
  const all = lists.flatMap((list) =>
    (pod[list] ?? []).map((container, index) => ({ container, at: `${path}.${list}[${index}]` })),
  );
  const names = duplicates(all.map(({ container }) => container.name));
  return [
    ...names.map((name) => `${path}.containers: two containers with name "${name}"`),
    ...all.flatMap(({ container, at }) => containerErrors(container, volumes, at)),
  ];
}

function containerErrors(container: Container, volumes: string[], path: string): string[] {
  const ports = (container.ports ?? []).flatMap(({ name }) => name ?? []);
  return [
    ...duplicates(ports).map((name) => `${path}.ports: two items with name "${name}"`),
    ...(container.volumeMounts ?? [])
      .map(({ name }, index) =>
        volumes.includes(name) ? '' : `${path}.volumeMounts[${index}].name: no volume "${name}"`,
      )
      .filter(Boolean),
    ...(container.env ?? [])
      .map(({ value, valueFrom }, index) =>
        value && valueFrom ? `${path}.env[${index}]: both value and valueFrom` : '',
      )
      .filter(Boolean),
    ...PROBES.flatMap((probe) => probeErrors(container[probe] as object | undefined, `${path}.${probe}`)),
  ];
}

function probeErrors(probe: object | undefined, path: string): string[] {
  const handlers = HANDLERS.filter((handler) => probe && handler in probe);
  return !probe || handlers.length === 1 ? [] : [`${path}: needs one of ${HANDLERS.join(', ')}`];
}

function servicePortErrors(ports: Partial<Named>[]): string[] {
  const names = ports.flatMap(({ name }) => name ?? []);
  const unnamed = ports.length > 1 && names.length < ports.length;
  return [
    ...(unnamed ? ['spec.ports: several ports need a name each'] : []),
    ...duplicates(names).map((name) => `spec.ports: two items with name "${name}"`),
  ];
}

function duplicates(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
