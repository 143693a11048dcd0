import { annotations, kubernetesList, labels, pattern, section } from '../nodes';
import type { Section, ValueNode } from '../nodes';
import { api, bridge, gui, init, tms, tmsGui, worker } from './components';
import { config } from './config';
import { elastic, mysql, pulsar, redis, starrocks, telemetry, tmsApi } from './infrastructure';
import { extraObjects } from './extra-objects';
import { monitoring } from './monitoring';
import { gateway } from './routing';
import { secrets } from './secrets';
import { seed, tenants } from './tenants';
import { defaults, registry, workload } from './workload';

const NAME = '^([a-z]([-a-z0-9]*[a-z0-9])?)?$';
const NAME_WORDS = 'lower-case letters, digits and "-", a letter first';

/** What all components of an installation share. */
const platform: { readonly [key: string]: ValueNode } = {
  elastic,
  redis,
  pulsar,
  mysql,
  tmsApi,
  config,
  secrets,
  telemetry,
  starrocks,
  nameOverride: pattern(
    'Value of the label app.kubernetes.io/name. Selectors hold it: never change it on a running release.',
    NAME,
    NAME_WORDS,
    {
      default: '',
      example: 'cdp',
      max: 63,
    },
  ),
  fullnameOverride: pattern(
    'Prefix of all object names, so that several releases fit in one namespace.',
    NAME,
    NAME_WORDS,
    {
      default: '',
      example: 'crm',
      max: 40,
    },
  ),
  commonLabels: labels('Labels of every object and pod.'),
  commonAnnotations: annotations('Annotations of every object.'),
  global: section(
    'What this chart shares with the chart that contains it. Other keys have no effect; without such a chart they are warned of.',
    {
      imageRegistry: registry('Registry of every image.'),
      imagePullSecrets: kubernetesList('Pull secrets of every pod.', 'LocalObjectReference', {
        example: [{ name: 'mirror-login' }],
      }),
    },
    { open: true, name: 'GlobalValues' },
  ),
};

/** Every key of a values file. */
export const VALUES: Section = section('Values of Tracardi.', {
  ...platform,
  init,
  api,
  gui,
  tms,
  tmsGui,
  worker,
  bridge,
  defaults,
  gateway,
  tenants,
  seed,
  monitoring,
  extraObjects,
});

/** Sections whose keys several others have, by the name of the struct. */
export const BASES: { readonly [struct: string]: Section } = {
  PlatformValues: section('What all components of an installation share.', platform),
  WorkloadValues: section(
    'The settings that every component has.',
    workload({ enabled: true, resources: {}, containerPort: 80 }),
  ),
};
