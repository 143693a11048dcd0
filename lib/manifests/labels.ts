import { CHART_VERSION } from '../values/generated/version';

/** Version of Tracardi that the default images hold. */
export const APP_VERSION = '1.1.0';

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const COMPONENT = 'app.kubernetes.io/component';

export interface LabelSource {
  /** Value of app.kubernetes.io/name. */
  readonly name: string;
  readonly instance: string;
  readonly commonLabels: { readonly [key: string]: string };
}

/** Immutable in a Deployment: exactly these three, and nothing that a user or a new version may change. */
export function selectorLabels(source: LabelSource, component: string): { [key: string]: string } {
  return { [NAME]: source.name, [INSTANCE]: source.instance, [COMPONENT]: component };
}

/** Labels of an object. Versions are on objects only: on pods they would restart everything with each release of the chart. */
export function objectLabels(source: LabelSource, component?: string): { [key: string]: string } {
  return {
    [NAME]: source.name,
    [INSTANCE]: source.instance,
    ...(component === undefined ? {} : { [COMPONENT]: component }),
    'app.kubernetes.io/version': APP_VERSION,
    'helm.sh/chart': `tracardi-${CHART_VERSION}`,
    ...source.commonLabels,
  };
}
