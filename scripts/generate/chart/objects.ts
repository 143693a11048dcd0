import { COMPONENTS } from '../../../lib/plan/components';
import { CREDENTIAL_LIST } from '../../../lib/plan/credentials';
import { DOCUMENTS, GUI_CONFIG } from '../../../lib/plan/documents';

const OF_COMPONENTS = [
  'deployment',
  'serviceAccount',
  'horizontalPodAutoscaler',
  'scaledObject',
  'podDisruptionBudget',
  'networkPolicy',
];
const OF_REACHED_COMPONENTS = ['service', 'loadBalancer', 'ingress', 'httpRoute'];

/** A file for each object, so that Helm tells where it comes from. */
export function objectFiles(): { [file: string]: string } {
  const objects = [
    ...COMPONENTS.flatMap(({ id, path, reach }) =>
      [...OF_COMPONENTS, ...(reach ? OF_REACHED_COMPONENTS : [])].map((kind) => [`${id}/${kebab(kind)}`, kind, path]),
    ),
    ...secretNames().map((name) => [`secrets/${name.replace(/^tracardi-|-secret$/g, '')}`, 'secret', name]),
    ...DOCUMENTS.map(({ file, configMap }) => [
      `preconfiguration/${file.replace('.json', '')}`,
      'configMap',
      configMap,
    ]),
    ['gui/config', 'configMap', GUI_CONFIG.configMap],
  ];
  return Object.fromEntries(
    objects.map(([file, kind, of]) => [
      `${file}.yaml`,
      `{{- include "tracardi.render" (list "${kind}" "${of}" .) }}\n`,
    ]),
  );
}

const secretNames = (): string[] => [...new Set(CREDENTIAL_LIST.map(([, { secretName }]) => secretName))];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
