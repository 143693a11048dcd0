import { MULTI, one, TENANTS } from './cases';
import type { ParityCase } from './cases';

/** Values at which a bound, an order or a spelling of one face alone would show. */

/** Requests and limits that are one amount in two spellings, and a request just above the limit. */
const EQUAL_AMOUNTS = [
  ['1Gi', '1024Mi'],
  ['1000m', '1'],
  ['1', '1000m'],
  ['300m', '.3', 'cpu'],
  ['0.1Gi', '107374182.4', 'memory'],
  ['1e3', '1k'],
  ['1.1E', '1100P'],
  ['+2E-1', '200000u', 'cpu'],
  ['5.Ki', '5120'],
  ['1Ei', '1152921504606846976'],
  ['9000000n', '0.009', 'cpu'],
];
const HIGHER_AMOUNTS = [
  ['1025Mi', '1Gi'],
  ['1001m', '1'],
  ['1Ki', '1k'],
  ['1E', '999P'],
  ['1e3', '999'],
  ['1001u', '1000000n'],
  ['1Ti', '1T'],
  ['1Pi', '1P'],
  ['1.00001', '1'],
  ['9'.repeat(300), '9'.repeat(310)],
];
const amounts = ([request, limit, name = 'example.com/a']: string[]): string =>
  `gui: { console: { resources: { requests: { ${name}: "${request}" }, limits: { ${name}: "${limit}" } } } }`;

/** What a Kubernetes API server refuses of settings that are handed over as they are, and the nearest that it takes. */
const HANDED_OVER: readonly [name: string, refused: string, accepted: string][] = [
  [
    'a toleration of all values with a value',
    'tolerations: [{ key: a, operator: Exists, value: b }]',
    'tolerations: [{ key: a, operator: Exists, value: "" }, { key: a, operator: Equal, value: b }]',
  ],
  [
    'a toleration without a key',
    'tolerations: [{ operator: Equal, value: b }]',
    'tolerations: [{ operator: Exists }, { key: "", operator: Exists }]',
  ],
  ['a toleration of nothing', 'tolerations: [{}]', 'tolerations: [{ key: a }]'],
  [
    'a toleration with a time and another effect',
    'tolerations: [{ key: a, effect: NoSchedule, tolerationSeconds: 1 }]',
    'tolerations: [{ key: a, effect: NoExecute, tolerationSeconds: 1 }]',
  ],
  [
    'a toleration of a value with a blank',
    'tolerations: [{ key: a, value: b c }]',
    'tolerations: [{ key: a.b/c, value: b_c }]',
  ],
  ['a variable from nowhere', 'extraEnv: [{ name: A, valueFrom: {} }]', 'extraEnv: [{ name: A }]'],
  [
    'a variable from two places',
    'extraEnv: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name }, configMapKeyRef: { name: a, key: b } } }]',
    'extraEnv: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name } } }, { name: B, valueFrom: { configMapKeyRef: { name: a, key: b } } }]',
  ],
  [
    'a variable from a field that pods do not have',
    'extraEnv: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.nam } } }]',
    `extraEnv: [{ name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels['a.b/c']" } } }]`,
  ],
  [
    'a variable from a resource that there is not',
    'extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: cpu } } }]',
    'extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.hugepages-2Mi } } }]',
  ],
  ['variables from nowhere', 'extraEnvFrom: [{ prefix: A }]', 'extraEnvFrom: [{ prefix: A, secretRef: { name: a } }]'],
  [
    'variables from two places',
    'extraEnvFrom: [{ secretRef: { name: a }, configMapRef: { name: a } }]',
    'extraEnvFrom: [{ secretRef: { name: a } }, { configMapRef: { name: a } }]',
  ],
  ['a handler that does nothing', 'lifecycle: { preStop: {} }', 'lifecycle: {}'],
  [
    'a handler that does two things',
    'lifecycle: { preStop: { sleep: { seconds: 1 }, exec: { command: [a] } } }',
    'lifecycle: { preStop: { sleep: { seconds: 1 } }, postStart: { exec: { command: [a] } } }',
  ],
  [
    'a command of nothing',
    'livenessProbe: { httpGet: null, exec: { command: [] } }',
    'livenessProbe: { httpGet: null, exec: { command: [a] } }',
  ],
  [
    'an alias of no address',
    'hostAliases: [{ ip: localhost }]',
    'hostAliases: [{ ip: "::1" }, { ip: 127.0.0.1 }, { ip: "2001:DB8:0:0:0:0:0:1", hostnames: [a.b] }]',
  ],
  ['an alias of an address that is too large', 'hostAliases: [{ ip: 1.2.3.256 }]', 'hostAliases: [{ ip: 1.2.3.255 }]'],
  [
    'an alias in capitals',
    'hostAliases: [{ ip: 1.2.3.4, hostnames: [A] }]',
    'hostAliases: [{ ip: 1.2.3.4, hostnames: [a] }]',
  ],
  [
    'an operator without values',
    'nodeAffinity: { required: [{ key: a, operator: In }] }',
    'nodeAffinity: { required: [{ key: a, operator: In, values: [""] }] }',
  ],
  [
    'an operator with values in vain',
    'nodeAffinity: { preferred: [{ weight: 1, key: a, operator: Exists, values: [a] }] }',
    'nodeAffinity: { preferred: [{ weight: 1, key: a, operator: Exists, values: [] }] }',
  ],
  [
    'an operator with two values',
    'nodeAffinity: { preferred: [{ weight: 1, key: a, operator: Gt, values: ["1", "2"] }] }',
    'nodeAffinity: { preferred: [{ weight: 1, key: a, operator: Gt, values: ["1"] }] }',
  ],
  [
    'a selector without values',
    'affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchExpressions: [{ key: a, operator: NotIn, values: [] }] } }] } }',
    'affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchExpressions: [{ key: a, operator: NotIn, values: [a] }, { key: b, operator: DoesNotExist }] } }] } }',
  ],
  [
    'a selector of a label that there cannot be',
    'affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchLabels: { a b: c } } }] } }',
    'affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchLabels: { a.b/c: d } } }] } }',
  ],
  [
    'domains of a constraint that does not bind',
    'topologySpreadConstraints: [{ maxSkew: 1, minDomains: 2, topologyKey: a, whenUnsatisfiable: ScheduleAnyway }]',
    'topologySpreadConstraints: [{ maxSkew: 1, minDomains: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule }]',
  ],
  [
    'an update that can do nothing',
    'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }',
    'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }',
  ],
  [
    'an update that can do nothing, in percent',
    'strategy: { rollingUpdate: { maxSurge: "00%", maxUnavailable: "0%" } }',
    'strategy: { rollingUpdate: { maxSurge: "0%", maxUnavailable: "10%" } }',
  ],
  [
    'an update without a surge',
    'strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: "0%" } }',
    'strategy: { rollingUpdate: { maxUnavailable: 0 } }',
  ],
  [
    'a metric without its settings',
    'autoscaling: { metrics: [{ type: Resource }] }',
    'autoscaling: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 1 } } }] }',
  ],
  [
    'a metric with those of another',
    'autoscaling: { metrics: [{ type: Resource, pods: { metric: { name: a }, target: { type: AverageValue, averageValue: 1 } } }] }',
    'autoscaling: { metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: AverageValue, averageValue: 1 } } }] }',
  ],
  [
    'a metric without its target',
    'autoscaling: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, value: 1 } } }] }',
    'autoscaling: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }] }',
  ],
  [
    'a metric with two targets',
    'autoscaling: { metrics: [{ type: External, external: { metric: { name: a }, target: { type: Value, value: 1, averageValue: 1 } } }] }',
    'autoscaling: { metrics: [{ type: Object, object: { describedObject: { kind: a, name: b }, metric: { name: a }, target: { type: Value, value: 1, averageValue: 1 } } }] }',
  ],
  [
    'a peer that is none',
    'networkPolicy: { ingress: [{ from: [{}] }] }',
    'networkPolicy: { ingress: [{ from: [{ podSelector: {} }] }] }',
  ],
  [
    'a peer by address and label',
    'networkPolicy: { ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }] }] }',
    'networkPolicy: { ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { podSelector: {}, namespaceSelector: {} }] }] }',
  ],
  [
    'a block that is too small',
    'networkPolicy: { egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/33 } }] }] }',
    'networkPolicy: { egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/32 } }, { ipBlock: { cidr: "2001:db8::/128" } }] }] }',
  ],
  [
    'a range of ports from a name',
    'networkPolicy: { egress: [{ ports: [{ port: a, endPort: 2 }] }] }',
    'networkPolicy: { egress: [{ ports: [{ port: 1, endPort: 2 }, { port: a }] }] }',
  ],
  [
    'a volume from two places',
    'extraVolumes: [{ name: a, emptyDir: {}, hostPath: { path: /a } }]',
    'extraVolumes: [{ name: a, emptyDir: {} }, { name: b }]',
  ],
  [
    'a projected volume with two sources in one',
    'extraVolumes: [{ name: a, projected: { sources: [{ secret: { name: a }, configMap: { name: a } }] } }]',
    'extraVolumes: [{ name: a, projected: { sources: [{ secret: { name: a } }, { configMap: { name: a } }] } }]',
  ],
  [
    'a volume in another kind of memory',
    'extraVolumes: [{ name: a, emptyDir: { medium: "HugePages-2 Mi" } }]',
    'extraVolumes: [{ name: a, emptyDir: { medium: HugePages-2Mi } }, { name: b, emptyDir: { medium: "" } }]',
  ],
  [
    'an empty probe of an extra container',
    'extraContainers: [{ name: a, image: "a:1", livenessProbe: {} }]',
    'extraContainers: [{ name: a, image: "a:1", livenessProbe: { grpc: { port: 1 } } }]',
  ],
  [
    'a liveness probe that must pass twice',
    'livenessProbe: { successThreshold: 2 }',
    'livenessProbe: { successThreshold: 1 }, readinessProbe: { successThreshold: 2 }',
  ],
  [
    'a readiness probe that ends containers',
    'readinessProbe: { terminationGracePeriodSeconds: 1 }',
    'livenessProbe: { terminationGracePeriodSeconds: 1 }',
  ],
  [
    'a script that is too long for a ConfigMap',
    `config: { customJs: "${'\u00e9'.repeat(524288)}!" }`,
    `config: { customJs: "${'\u00e9'.repeat(524288)}" }`,
  ],
  [
    'a file above its volume',
    'extraVolumes: [{ name: a, secret: { secretName: a, items: [{ key: a, path: a/.. }] } }]',
    'extraVolumes: [{ name: a, secret: { secretName: a, items: [{ key: a, path: a/..a/.b/ }] } }]',
  ],
  [
    'a mount of what is above the volume',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, subPath: a/../b }]',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, subPath: "a//..b/.../c.. \u00e9" }]',
  ],
  [
    'a mount of an absolute path',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, subPath: /a }]',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, subPath: "" }]',
  ],
  [
    'a mount of two paths',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, subPath: a, subPathExpr: b }]',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, subPathExpr: $(A) }]',
  ],
  [
    'a privileged container that may not escalate',
    'containerSecurityContext: { privileged: true }',
    'containerSecurityContext: { privileged: true, allowPrivilegeEscalation: true }',
  ],
  [
    'a profile of the node without its path',
    'podSecurityContext: { seccompProfile: { type: Localhost } }',
    'podSecurityContext: { seccompProfile: { type: Localhost, localhostProfile: a/b.json } }',
  ],
  [
    'a path of a profile that is not of the node',
    'podSecurityContext: { seccompProfile: { localhostProfile: a } }',
    'podSecurityContext: { seccompProfile: { type: Unconfined } }',
  ],
  [
    'an address for a host',
    'ingress: { enabled: true, host: 10.0.0.1 }',
    'ingress: { enabled: true, host: 10.0.0.1e }',
  ],
  [
    'certificates of all hosts',
    'ingress: { enabled: true, host: a.example, tls: [{ hosts: ["*"] }] }',
    'ingress: { enabled: true, host: a.example, tls: [{ hosts: ["*.a.example"] }] }',
  ],
  [
    'a volume of nfs that it cannot be',
    'extraVolumes: [{ name: v, nfs: { server: s, path: rel } }]',
    'extraVolumes: [{ name: v, nfs: { server: s, path: / } }]',
  ],
  [
    'a volume of hostPath that it cannot be',
    'extraVolumes: [{ name: v, hostPath: { path: /a/../b } }]',
    'extraVolumes: [{ name: v, hostPath: { path: /a/..b/./c } }]',
  ],
  [
    'a volume of azureFile that it cannot be',
    'extraVolumes: [{ name: v, azureFile: { secretName: "", shareName: a } }]',
    'extraVolumes: [{ name: v, azureFile: { secretName: a, shareName: a } }]',
  ],
  [
    'a volume of azureDisk that it cannot be',
    'extraVolumes: [{ name: v, azureDisk: { diskName: a, diskURI: "http://a/b" } }]',
    'extraVolumes: [{ name: v, azureDisk: { diskName: a, diskURI: "https://a/b.vhd" } }]',
  ],
  [
    'a volume of fc that it cannot be',
    'extraVolumes: [{ name: v, fc: { targetWWNs: [a] } }]',
    'extraVolumes: [{ name: v, fc: { targetWWNs: [a], lun: 255 } }]',
  ],
  [
    'a volume of flocker that it cannot be',
    'extraVolumes: [{ name: v, flocker: { datasetName: a, datasetUUID: b } }]',
    'extraVolumes: [{ name: v, flocker: { datasetName: a } }]',
  ],
  [
    'a volume of iscsi that it cannot be',
    'extraVolumes: [{ name: v, iscsi: { iqn: iqn.x, lun: 0, targetPortal: a } }]',
    'extraVolumes: [{ name: v, iscsi: { iqn: "iqn.2001-04.com.example:a.b", lun: 0, targetPortal: a } }]',
  ],
  [
    'a volume of rbd that it cannot be',
    'extraVolumes: [{ name: v, rbd: { monitors: [], image: a } }]',
    'extraVolumes: [{ name: v, rbd: { monitors: [a], image: a } }]',
  ],
  [
    'a volume of quobyte that it cannot be',
    'extraVolumes: [{ name: v, quobyte: { registry: a, volume: a } }]',
    'extraVolumes: [{ name: v, quobyte: { registry: "a:1,b:2", volume: a } }]',
  ],
  [
    'a volume of csi that it cannot be',
    'extraVolumes: [{ name: v, csi: { driver: a/b } }]',
    'extraVolumes: [{ name: v, csi: { driver: a.B-c.d } }]',
  ],
  [
    'a driver of csi with a part that is none',
    'extraVolumes: [{ name: v, csi: { driver: X1._t } }]',
    'extraVolumes: [{ name: v, csi: { driver: X1.t } }]',
  ],
  [
    'a volume of fc that is found in two ways',
    'extraVolumes: [{ name: v, fc: { targetWWNs: [a], wwids: [b] } }]',
    'extraVolumes: [{ name: v, fc: { wwids: [b] } }]',
  ],
  [
    'a name of iscsi that names no target',
    'extraVolumes: [{ name: v, iscsi: { iqn: iqn.2001-04.com.example, lun: 0, targetPortal: a } }]',
    'extraVolumes: [{ name: v, iscsi: { iqn: "iqn.2001-04.com.Example:a", lun: 0, targetPortal: a } }]',
  ],
  [
    'a class of storage that is no name',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: A b, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: "", accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    'a server of names that is no address',
    'dnsConfig: { nameservers: [":A2:2.:cd"] }',
    'dnsConfig: { nameservers: ["2001:db8::1", 10.0.0.1] }',
  ],
  [
    'a domain to search in that is none',
    'dnsConfig: { searches: [RO5] }',
    'dnsConfig: { searches: [_svc.cluster.local., .] }',
  ],
  [
    'a profile of AppArmor with blanks around it',
    'podSecurityContext: { appArmorProfile: { type: Localhost, localhostProfile: " " } }',
    'podSecurityContext: { appArmorProfile: { type: Localhost, localhostProfile: a b } }',
  ],
  [
    'a filter of a route without what its type needs',
    'httpRoute: { enabled: true, parentRefs: [{ name: g }], filters: [{ type: URLRewrite, requestHeaderModifier: { set: [{ name: a, value: b }] } }] }',
    'httpRoute: { enabled: true, parentRefs: [{ name: g }], filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example } }] }',
  ],
  [
    'a filter of a route with more than its type needs',
    'httpRoute: { enabled: true, parentRefs: [{ name: g }], filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example }, cors: {} }] }',
    'httpRoute: { enabled: true, parentRefs: [{ name: g }], filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath, replaceFullPath: /a } } }] }',
  ],
  [
    'a volume of persistentVolumeClaim that it cannot be',
    'extraVolumes: [{ name: v, persistentVolumeClaim: { claimName: A } }]',
    'extraVolumes: [{ name: v, persistentVolumeClaim: { claimName: a.b } }]',
  ],
  [
    'a command that sleeps too long before the end',
    'extraContainers: [{ name: a, image: a, lifecycle: { preStop: { exec: { command: [sh, -c, "a; /bin/sleep 045s"] } } } }], lifecycle: { preStop: { exec: { command: [sleep, "30"] } } }',
    'extraContainers: [{ name: a, image: a, lifecycle: { preStop: { exec: { command: [nosleep, "99"] } } } }], lifecycle: { preStop: { exec: { command: [sleep, "029"] } } }',
  ],
  [
    'a metric of an object without a kind',
    'autoscaling: { enabled: true, metrics: [{ type: Object, object: { describedObject: { kind: "", name: a }, metric: { name: a }, target: { type: Value, value: 1 } } }] }',
    'autoscaling: { enabled: true, metrics: [{ type: Object, object: { describedObject: { kind: Ingress, name: a }, metric: { name: a }, target: { type: Value, value: 1 } } }] }',
  ],
  [
    'a metric of an object whose name is a path',
    'autoscaling: { enabled: true, metrics: [{ type: Object, object: { describedObject: { kind: Ingress, name: a/b }, metric: { name: a }, target: { type: Value, value: 1 } } }] }',
    'autoscaling: { enabled: true, metrics: [{ type: Object, object: { describedObject: { kind: Ingress, name: a.b }, metric: { name: a }, target: { type: Value, value: 1 } } }] }',
  ],
  [
    'a metric of which nothing is wanted',
    'autoscaling: { enabled: true, metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: AverageValue, averageValue: 0 } } }] }',
    'autoscaling: { enabled: true, metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: AverageValue, averageValue: 0.5 } } }] }',
  ],
  [
    'a metric of which nothing is wanted, as a text',
    'autoscaling: { enabled: true, metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: AverageValue, averageValue: "0.0" } } }] }',
    'autoscaling: { enabled: true, metrics: [{ type: Pods, pods: { metric: { name: a }, target: { type: AverageValue, averageValue: "00.5m" } } }] }',
  ],
  [
    'a claim of two sources',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { dataSource: { kind: PersistentVolumeClaim, name: a }, dataSourceRef: { kind: PersistentVolumeClaim, name: b }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { dataSource: { kind: PersistentVolumeClaim, name: a }, dataSourceRef: { kind: PersistentVolumeClaim, name: a }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    'a claim of a source here and one elsewhere',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { dataSource: { kind: PersistentVolumeClaim, name: a }, dataSourceRef: { kind: PersistentVolumeClaim, name: a, namespace: b }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { dataSourceRef: { kind: PersistentVolumeClaim, name: a, namespace: b }, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    // The API server goes on computing it for ever.
    'a quantity with an exponent of many digits',
    'resources: { requests: { ephemeral-storage: "1e2999366849" } }',
    'resources: { requests: { ephemeral-storage: "1e0006" } }',
  ],
  [
    'a claim with a label that is none',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { labels: { a/b: $ } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { labels: { a.b/c: "" } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    'a claim with a key of labels that is none',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { labels: { a b: c } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { labels: { a_b: c } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    'a claim with a key of annotations that is none',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { annotations: { "": c } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { annotations: { a: $ c } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    'a volume of ephemeral that it cannot be',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 0 } } } } } }]',
    'extraVolumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } } } }]',
  ],
  [
    'a volume of downwardAPI that it cannot be',
    'extraVolumes: [{ name: v, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: spec.nodeName } }] } }]',
    'extraVolumes: [{ name: v, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: metadata.labels } }, { path: b, resourceFieldRef: { containerName: a, resource: limits.cpu, divisor: 1m } }] } }]',
  ],
  [
    'a volume of configMap that it cannot be',
    'extraVolumes: [{ name: v, configMap: { name: a, items: [{ key: a, path: ..a }] } }]',
    'extraVolumes: [{ name: v, configMap: { name: a, items: [{ key: a, path: a/..b }] } }]',
  ],
  [
    'a mount that is read-only below alone',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, recursiveReadOnly: Enabled }]',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, recursiveReadOnly: Enabled, readOnly: true, mountPropagation: None }]',
  ],
  [
    'a mount that reaches the node from a pod without rights',
    'extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, mountPropagation: Bidirectional }]',
    'containerSecurityContext: { privileged: true, allowPrivilegeEscalation: true }, extraVolumeMounts: [{ name: gui-config-vol, mountPath: /a, mountPropagation: Bidirectional }]',
  ],
  [
    'cpus counted in pairs',
    'extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: 2 } } }]',
    'extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: 1m } } }]',
  ],
  [
    'memory counted by thousandths',
    'extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: 1m } } }]',
    'extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: 1Mi } } }]',
  ],
  [
    'a variable from all labels',
    'extraEnv: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.labels } } }]',
    'extraEnv: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.uid } } }]',
  ],
  [
    'a prefix that no variable has',
    'extraEnvFrom: [{ prefix: "a=", secretRef: { name: a } }]',
    'extraEnvFrom: [{ prefix: "", secretRef: { name: a } }, { prefix: a_, secretRef: { name: a } }]',
  ],
  [
    'a ConfigMap that cannot be',
    'extraEnvFrom: [{ configMapRef: { name: a_b } }]',
    'extraEnvFrom: [{ configMapRef: { name: a.b } }]',
  ],
  [
    'one key matched and mismatched',
    'affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: z, labelSelector: {}, matchLabelKeys: [a], mismatchLabelKeys: [a] }] } }',
    'affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: z, labelSelector: {}, matchLabelKeys: [a], mismatchLabelKeys: [b] }] } }',
  ],
  [
    'a key that the selector has',
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchExpressions: [{ key: a, operator: Exists }] }, matchLabelKeys: [a] }]',
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { b: a } }, matchLabelKeys: [a] }]',
  ],
  [
    'keys without a selector',
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a] }]',
    'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: {}, matchLabelKeys: [a] }]',
  ],
  [
    'a node by a field that is not its name',
    'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: spec.x, operator: In, values: [a] }] }] } } }',
    'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: metadata.name, operator: In, values: [a] }] }] } } }',
  ],
  [
    'a label of nodes with a blank',
    'nodeAffinity: { required: [{ key: a, operator: In, values: [b c] }] }',
    'nodeAffinity: { required: [{ key: a, operator: In, values: [b_c] }] }',
  ],
  [
    'no policy of scaling',
    'autoscaling: { enabled: true, behavior: { scaleDown: { policies: [] } } }',
    'autoscaling: { enabled: true, behavior: { scaleDown: { stabilizationWindowSeconds: 1 } } }',
  ],
  [
    'one setting of the kernel twice',
    'podSecurityContext: { sysctls: [{ name: net.a, value: b }, { name: net.a, value: c }] }',
    'podSecurityContext: { sysctls: [{ name: net.a, value: b }, { name: net.b, value: b }] }',
  ],
  [
    'more pods away than there are',
    'strategy: { rollingUpdate: { maxUnavailable: 101% } }',
    'strategy: { rollingUpdate: { maxUnavailable: 100%, maxSurge: 150% } }',
  ],
  [
    'an exception beside the block',
    'networkPolicy: { enabled: true, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/16] } }] }] }',
    'networkPolicy: { enabled: true, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.255.255.255/32] } }] }] }',
  ],
  [
    'an exception as large as the block',
    'networkPolicy: { enabled: true, egress: [{ to: [{ ipBlock: { cidr: "2001:db8::/32", except: ["2001:db8::/32"] } }] }] }',
    'networkPolicy: { enabled: true, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }] }',
  ],
  [
    'a range of ports that ends before it begins',
    'networkPolicy: { enabled: true, egress: [{ ports: [{ port: 2, endPort: 1 }] }] }',
    'networkPolicy: { enabled: true, egress: [{ ports: [{ port: 2, endPort: 2 }, { port: 1 }, { port: http }, { protocol: UDP }] }] }',
  ],
  [
    'an Ingress path with an empty part',
    'ingress: { enabled: true, host: a.b, path: /a//b }',
    'ingress: { enabled: true, host: a.b, path: /a/..b/ }',
  ],
  [
    'a probe of an init container',
    'extraInitContainers: [{ name: p, image: x, readinessProbe: { exec: { command: [x] } } }]',
    'extraInitContainers: [{ name: p, image: x, restartPolicy: Always, readinessProbe: { exec: { command: [x] } } }]',
  ],
  [
    'a restart policy of a container',
    'extraContainers: [{ name: p, image: x, restartPolicy: Always }]',
    'extraInitContainers: [{ name: p, image: x }]',
  ],
  [
    'a seccomp profile as an annotation',
    'podAnnotations: { seccomp.security.alpha.kubernetes.io/pod: unconfined }',
    'podAnnotations: { seccomp.example.com/pod: unconfined }',
  ],
  [
    'half of a device',
    'resources: { limits: { nvidia.com/gpu: 2 }, requests: { nvidia.com/gpu: 1 } }',
    'resources: { limits: { nvidia.com/gpu: 2 }, requests: { nvidia.com/gpu: "2" } }',
  ],
  [
    'a device without a limit',
    'resources: { requests: { nvidia.com/gpu: 1 } }',
    'resources: { limits: { nvidia.com/gpu: 1 } }',
  ],
  [
    'parts of huge pages',
    'resources: { limits: { hugepages-2Mi: 3Mi } }',
    'resources: { limits: { hugepages-2Mi: 4Mi } }',
  ],
  [
    'a key of two dots',
    'extraEnv: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: ..a } } }]',
    'extraEnv: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: .a } } }]',
  ],
  [
    'a toleration of more',
    'tolerations: [{ key: a, operator: Gt, value: "1" }]',
    'tolerations: [{ key: a, operator: Equal, value: "1" }]',
  ],
];
const ofGui = (settings: string): string => `gui: { console: { ${settings} } }`;

const onHost = (api: string, gui: string): string => `
api: { private: { ingress: { enabled: true, host: a.example.com, path: ${api} }, httpRoute: { enabled: true, parentRefs: [{ name: g }] } } }
gui: { console: { ingress: { enabled: true, host: a.example.com, path: ${gui} }, httpRoute: { enabled: true, parentRefs: [{ name: g }] } } }
`;
const API_PATHS = `
api:
  private: { ingress: { enabled: true, host: a.example.com, path: /a/ } }
  public: { ingress: { enabled: true, host: a.example.com, path: /a } }
`;
/** Below which a tenant's host still has no more than 253 characters. */
const LONGEST_DOMAIN = `${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(61)}`;

export const ACCEPTED_AT_BOUNDARIES: readonly ParityCase[] = [
  one(
    'numbers that a template prints as 1e+06',
    `api:
  private: { replicas: 1000000, autoscaling: { enabled: false } }
  public: { autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 1000000, targetCpuUtilizationPercentage: 1000000 } }
worker: { background: { keda: { enabled: true, minReplicaCount: 3, maxReplicaCount: 3, triggers: [{ type: cpu, metadata: { value: "60" } }] } } }
`,
  ),
  one(
    'quantities in every spelling',
    `init: { resources: { requests: { memory: 50.0Mi } } }
seed: { resources: { limits: { cpu: 0.5 } } }
api:
  private:
    resources: { limits: { cpu: 1000m, memory: 1.5Gi, a.b/c: 8Ei, a.b/d: "12345678901234567", a.b/f: 3.0Mi, a.b/g: "1E+3" } }
    autoscaling:
      enabled: true
      metrics:
        - { type: External, external: { metric: { name: m }, target: { type: Value, value: 1024Ki } } }
        - { type: External, external: { metric: { name: a }, target: { type: Value, value: 0.0005 } } }
        - { type: External, external: { metric: { name: b }, target: { type: Value, value: 0.1Ki } } }
        - { type: External, external: { metric: { name: c }, target: { type: Value, value: "00.10" } } }
        - { type: External, external: { metric: { name: d }, target: { type: Value, value: 1e-7 } } }
        - { type: Pods, pods: { metric: { name: m }, target: { type: AverageValue, averageValue: 1000 } } }
  public:
    extraEnv: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: 1000m } } }]
    extraContainers: [{ name: x, image: "x:1", resources: { requests: { cpu: 2.50 } } }]
    extraVolumes: [{ name: s, emptyDir: { sizeLimit: 2048Mi } }]
`,
  ),
  one(
    'sleeps before the end',
    `api:
  private: { terminationGracePeriodSeconds: 5 }
  public: { terminationGracePeriodSeconds: 0, lifecycle: { postStart: { exec: { command: [a] } } } }
gui: { console: { preStopSleepSeconds: 0 } }
worker: { background: { preStopSleepSeconds: 3 }, apm: { profile: { lifecycle: { preStop: { exec: { command: [a] } } }, preStopSleepSeconds: 29 } } }
`,
  ),
  one(
    'exact hosts below a wildcard',
    `${MULTI}
api:
  private: { ingress: { enabled: true, host: "*.d.com", hosts: [api.d.com] } }
  public: { ingress: { enabled: true, host: in.d.com, annotations: { traefik.ingress.kubernetes.io/router.priority: "7" } } }
gui: { console: { ingress: { enabled: true, host: gui.d.com } } }
tms: { docker: { ingress: { enabled: true, host: a.tms.d.com } } }
`,
  ),
  one(
    'texts that YAML reads as something else',
    `api:
  private:
    service: { loadBalancer: true, loadBalancerClass: "1e3" }
    extraEnv: [{ name: A, value: "y" }, { name: B, value: "N" }, { name: C, value: "~" }, { name: D, value: "1_0" }]
    ingress: { enabled: true, host: a.example.com, className: "0x1" }
    priorityClassName: "1"
    serviceAccount: { create: true, name: "1e1" }
`,
  ),
  one('booleans of one letter', 'api: { public: { enabled: n }, private: { service: { loadBalancer: y } } }'),
  one(
    'a Gateway whose listeners all differ',
    MULTI,
    `gateway: { enabled: true, className: envoy, ports: { private: 1, public: 2, gui: 3, tms: 4, tmsGui: 5 } }
api:
  private: { httpRoute: { enabled: true, hostnames: [a.example.com, a.example.com] } }
  public: { ingress: { pathType: ImplementationSpecific }, httpRoute: { enabled: true, hostnames: [b.example.com] } }
gui: { console: { ingress: { pathType: Exact }, httpRoute: { enabled: true, hostnames: [c.example.com] } } }
tms: { docker: { httpRoute: { enabled: true, hostnames: [d.example.com] } } }
tmsGui: { docker: { httpRoute: { enabled: true, hostnames: [e.example.com] } } }
`,
  ),
  one('slashes after a registry', 'global: { imageRegistry: "r.example.com//" }'),
  one(
    'Secrets of ours in init containers and projected volumes',
    `secrets: { redis: { password: p }, pulsar: { token: t } }
gui:
  console:
    extraInitContainers:
      - { name: a, image: "b:1", env: [{ name: A, valueFrom: { secretKeyRef: { name: redis-secret, key: redis-password } } }] }
tmsGui: { docker: { enabled: false } }
worker:
  upgrade:
    docker:
      extraVolumes: [{ name: v, projected: { sources: [{ secret: { name: pulsar-secret } }] } }]
`,
  ),
  one('texts that Helm cuts where they stand bare', 'gui: { console: { config: { customJs: "x\\u3000" } } }'),
  one('a text that is nothing but blanks', 'gui: { console: { config: { customJs: "\\n\\u00a0\\n" } } }'),
  one(
    'what templates print for nothing',
    'config: { primaryId: "<no value>" }\napi: { private: { annotations: { a: "<no value>" }, extraEnv: [{ name: A, value: "<no value>" }] } }',
  ),
  one(
    'metrics beside a utilization, with a text that is written as JSON',
    `api:
  private:
    autoscaling:
      enabled: true
      metrics: [{ type: External, external: { metric: { name: "a\\n\\n" }, target: { type: Value, value: "1" } } }]
`,
  ),
  one('tenants by a Helm hook without annotations of its own', MULTI, TENANTS, 'seed: { useHelmHooks: true }'),
  one('a Job that is deleted at once', MULTI, TENANTS, 'seed: { ttlSecondsAfterFinished: 0 }'),
  one('an external TMS at the port of https', MULTI, TENANTS, 'tmsApi: { url: "https://tms.example.com" }'),
  one('an external TMS at the port of http', MULTI, TENANTS, 'tmsApi: { url: "http://tms.example.com/" }'),
  one('tenants below the longest domain', MULTI, TENANTS, `config: { multiTenant: { domain: ${LONGEST_DOMAIN} } }`),
  one(
    'a password that ends in a newline, and an address of several words',
    MULTI,
    'tenants: [{ name: abc, email: a.b.c+d@e.example, password: "p\\n" }]',
  ),
  one('probes of another tenant', MULTI, 'config: { multiTenant: { healthCheckTenant: probe } }'),
  one('a budget of none', 'api: { private: { podDisruptionBudget: { enabled: true, maxUnavailable: 0 } } }'),
  one(
    'keys whose order differs by bytes and by UTF-16 units',
    'config: { preConfiguration: { resources: { "\uff5e": 1, "\U0001f600": 2, a: { "\ue000": 1, "\U00010000": 2 } } } }',
  ),
  one('the longest name of a Service', MULTI, `tms: { docker: { service: { name: ${'s'.repeat(63)} } } }`),
  one(
    'labels beside those of a pod',
    'commonLabels: { app: a, team: b }\napi: { private: { labels: { team: c }, podLabels: { team: d, app: e } } }',
  ),
  ...EQUAL_AMOUNTS.map((pair) => one(`a request of ${pair.join(' at a limit of ')}`, amounts(pair))),
  one(
    'requests at the limit that are numbers',
    'init: { resources: { requests: { cpu: 0.5 } } }\nseed: { resources: { limits: { cpu: 1, a.b/c: 1 }, requests: { cpu: 1000m, a.b/c: "1" } } }',
  ),
  one(
    'items of extra containers that differ in one field',
    `gui:
  console:
    extraContainers:
      - name: a
        image: "a:1"
        env: [{ name: A, value: a }, { name: a, value: a }]
        ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }, { containerPort: 54, protocol: TCP }]
        volumeMounts: [{ name: gui-config-vol, mountPath: /a }, { name: gui-config-vol, mountPath: /b }]
      - { name: b, image: "a:1", env: [{ name: A, value: a }], ports: [{ containerPort: 53, protocol: SCTP }] }
    extraInitContainers: [{ name: c, image: "a:1", env: [{ name: A, value: a }], volumeMounts: [{ name: v, mountPath: /a }] }]
    extraVolumes: [{ name: v, emptyDir: {} }]
`,
  ),
  ...HANDED_OVER.map(([name, , accepted]) => one(`what is next to ${name}`, ofGui(accepted))),
  one(
    'a document that just fits into a ConfigMap',
    `config: { preConfiguration: { eventSources: { a: "${'<'.repeat(174760)}bbbbbbbb" }, resources: '{"a":"${'b'.repeat(1048568)}"}' } }`,
  ),
  one(
    'an extra object with labels and annotations',
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { a.b/c: "" }, annotations: { a: $ c } } }]',
  ),
  one('a Job that waits as long as it may run', 'seed: { timeoutSeconds: 60, activeDeadlineSeconds: 60 }'),
  one('two hosts with paths of one beginning', onHost('/a', '/ab/')),
  one('the APIs on one host, one path with a slash at its end', MULTI, API_PATHS),
  one('a Job whose image has a digest only', `seed: { image: { tag: "", digest: "sha256:${'0'.repeat(64)}" } }`),
];

export const REFUSED_AT_BOUNDARIES: readonly ParityCase[] = [
  ...HANDED_OVER.map(([name, refused]) => one(name, ofGui(refused))),
  one(
    'an extra object with labels that are none',
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { a: $ } } }]',
  ),
  one(
    'an extra object with a key of labels that is none',
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { a b: c } } }]',
  ),
  one(
    'an extra object with a key of annotations that is none',
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, annotations: { a/b/c: d } } }]',
  ),
  one(
    'an extra object with a namespace that is none',
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } }]',
  ),
  one(
    'documents that are too long for a ConfigMap',
    `config: { preConfiguration: { eventSources: { a: "${'<'.repeat(174760)}bbbbbbbbb" }, resources: '{"a":"${'b'.repeat(1048569)}"}' } }`,
  ),
  one(
    'extra containers with mistakes of the component itself',
    `gui:
  console:
    extraContainers:
      - name: a
        image: "a:1"
        env: [{ name: A, value: a, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]
        livenessProbe: { exec: { command: [a] }, tcpSocket: { port: 1 }, successThreshold: 2 }
        readinessProbe: { periodSeconds: 1, terminationGracePeriodSeconds: 1 }
        resources: { limits: { cpu: 1 }, requests: { cpu: 2 } }
`,
  ),
  one('a Job that ends before it stops waiting', 'seed: { timeoutSeconds: 61, activeDeadlineSeconds: 60 }'),
  one('one host and path, with and without a slash at its end', onHost('/a', '/a/')),
  one('a Job whose image has no tag', MULTI, TENANTS, 'seed: { image: { tag: "" } }'),
  one(
    'items of extra containers twice, and volumes that there are not',
    `gui:
  console:
    extraContainers:
      - { name: a, image: "a:1" }
      - name: b
        image: "a:1"
        env: [{ name: A, value: a }, { name: A, value: b }]
        ports: [{ containerPort: 53, name: a }, { containerPort: 53, protocol: TCP, name: b }]
        volumeMounts: [{ name: gui-config-vol, mountPath: /a }, { name: v, mountPath: /a }]
        resizePolicy: [{ resourceName: cpu, restartPolicy: NotRequired }, { resourceName: cpu, restartPolicy: RestartContainer }]
    extraInitContainers:
      - { name: c, image: "a:1", env: [{ name: A }, { name: A }], volumeMounts: [{ name: v, mountPath: /a }] }
`,
  ),
  ...HIGHER_AMOUNTS.map((pair) =>
    one(`a request of ${pair.map((text) => text.slice(0, 20)).join(' at a limit of ')}`, amounts(pair)),
  ),
  one(
    'requests above the default limits of all',
    `api: { private: { resources: { requests: { memory: 2Gi, cpu: 501m } } } }
worker: { apm: { profile: { resources: { limits: { memory: 1 } } } } }
init: { resources: { limits: null, requests: { memory: 2Gi } } }
seed: { resources: { requests: { cpu: 1 } } }`,
  ),
  one(
    'requests whose names are no words',
    'gui: { console: { resources: { requests: { a.b/c: 2, d.e/f: 2, ephemeral-storage: 2 }, limits: { a.b/c: 1, d.e/f: 1, ephemeral-storage: 1 } } } }',
  ),
  one('a negative request', 'gui: { console: { resources: { requests: { memory: "-1" } } } }'),
  one('a negative limit that is a number', 'gui: { console: { resources: { limits: { memory: -1 } } } }'),
  one(
    'a domain of one part',
    MULTI,
    'config: { multiTenant: { domain: "" } }\napi: { private: { ingress: { host: "*.local" } } }',
  ),
  one(
    'a container called like the init container',
    'gui: { console: { extraContainers: [{ name: tracardi-init, image: "a:1" }] } }',
  ),
  one('a TMS called like a Service of its own', MULTI, 'tms: { docker: { service: { name: be-tms-lb } } }'),
  one(
    'a name of a Service that is too long',
    MULTI,
    `fullnameOverride: a\ntms: { docker: { service: { name: ${'s'.repeat(62)} } } }`,
  ),
  one(
    'a ServiceAccount that the tenant Job and a component make',
    MULTI,
    TENANTS,
    'seed: { serviceAccount: { create: true, name: cdp } }\napi: { private: { serviceAccount: { create: true, name: cdp } } }',
  ),
  one('KEDA with fewer at most than at least', 'api: { public: { keda: { minReplicaCount: 4, maxReplicaCount: 3 } } }'),
  one(
    'a tenant called as a property that all objects of JavaScript have',
    MULTI,
    'tenants: [{ name: constructor, email: a@b.example, password: p }]',
  ),
  one(
    'a tenant called as the external TMS',
    MULTI,
    TENANTS,
    'tmsApi: { url: "https://Acme.cdp.example.com:8383/base" }',
  ),
  one('a password that is a newline', MULTI, 'tenants: [{ name: abc, email: a@b.example, password: "\\n" }]'),
  one('an address with two dots', MULTI, 'tenants: [{ name: abc, email: a..b@c.example, password: p }]'),
  one(
    'a domain too long for the hosts of its tenants',
    MULTI,
    `config: { multiTenant: { domain: ${LONGEST_DOMAIN}a } }`,
  ),
];
