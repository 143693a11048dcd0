import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const kubernetes = createRequire(import.meta.url).resolve('cdk8s-plus-28/lib/imports/k8s');

/** Plugin of esbuild: of cdk8s-plus only the classes of Kubernetes' own kinds are used. */
export const onlyKubernetesKinds = {
  name: 'only-kubernetes-kinds',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cdk8s-plus-28$/ }, () => ({ path: 'k8s', namespace: 'kinds' }));
    onLoad({ filter: /.*/, namespace: 'kinds' }, () => ({
      contents: `export * as k8s from ${JSON.stringify(kubernetes)}`,
      resolveDir: dirname(fileURLToPath(import.meta.url)),
    }));
  },
};
