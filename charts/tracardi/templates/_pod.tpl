{{- /* Template of a component's pods: root, component. */ -}}
{{- define "tracardi.podTemplate" -}}
{{- $spec := include "tracardi.podSpec" . | fromJson -}}
{{- dict "metadata" (include "tracardi.podMetadata" (dict "root" .root "component" .component "spec" $spec) | fromJson) "spec" $spec | include "tracardi.yaml" -}}
{{- end -}}

{{- /* Metadata of a component's pods, as JSON: root, component, spec. */ -}}
{{- define "tracardi.podMetadata" -}}
{{- $values := .root.Values -}}
{{- $settings := .component.settings -}}
{{- $own := dict
  "app" "tracardi"
  "app.kubernetes.io/ns-elastic" $values.elastic.name
  "app.kubernetes.io/ns-cache" $values.redis.name
  "app.kubernetes.io/ns-pulsar" $values.pulsar.name
-}}
{{- $selector := include "tracardi.selector" . | fromJson -}}
{{- $checksum := dict -}}
{{- with include "tracardi.checksum" (list .root .spec) -}}
{{- $checksum = dict "checksum/config" . -}}
{{- end -}}
{{- dict
  "labels" (include "tracardi.merged" (list $own $values.commonLabels $settings.podLabels $selector) | fromJson)
  "annotations" (include "tracardi.merged" (list $checksum $settings.podAnnotations) | fromJson)
| include "tracardi.given" -}}
{{- end -}}

{{- /* Specification of a component's pods, as JSON: root, component. */ -}}
{{- define "tracardi.podSpec" -}}
{{- $settings := .component.settings -}}
{{- $initContainers := list -}}
{{- if .component.needsInit -}}
{{- $initContainers = list (include "tracardi.once" (list "tracardi.initContainer" .root) | fromJson) -}}
{{- end -}}
{{- $main := include "tracardi.mainContainer" . | fromJson -}}
{{- $volumes := list -}}
{{- range include "tracardi.mounts" . | fromJsonArray -}}
{{- $volumes = append $volumes (include "tracardi.merged" (list (dict "name" .volume) .source) | fromJson) -}}
{{- end -}}
{{- /* The variables that Kubernetes would add for each Service (REDIS_PORT, PULSAR_HOST) could be taken for ours. */ -}}
{{- $own := dict
  "automountServiceAccountToken" $settings.serviceAccount.automount
  "enableServiceLinks" false
  "serviceAccountName" (include "tracardi.serviceAccountName" .)
  "imagePullSecrets" (include "tracardi.pullSecrets" . | fromJsonArray)
  "initContainers" (concat $initContainers (default list $settings.extraInitContainers))
  "containers" (concat (list $main) (default list $settings.extraContainers))
  "volumes" (concat $volumes (default list $settings.extraVolumes))
  "affinity" (include "tracardi.affinity" $settings | fromJson)
  "topologySpreadConstraints" (include "tracardi.spread" . | fromJsonArray)
  "terminationGracePeriodSeconds" $settings.terminationGracePeriodSeconds
-}}
{{- include "tracardi.withFields" (list $own "pod" $settings) -}}
{{- end -}}

{{- define "tracardi.serviceAccountName" -}}
{{- $account := .component.settings.serviceAccount -}}
{{- if $account.name -}}
{{- $account.name -}}
{{- else if $account.create -}}
{{- include "tracardi.objectName" (list .root .component.name) -}}
{{- end -}}
{{- end -}}

{{- /* Pull secrets of a pod, each once, as a JSON list: root, component. */ -}}
{{- define "tracardi.pullSecrets" -}}
{{- $names := list -}}
{{- range concat (default list .component.settings.imagePullSecrets) (default list .root.Values.global.imagePullSecrets) -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- with .root.Values.secrets.dockerHub -}}
{{- $names = append $names . -}}
{{- end -}}
{{- $secrets := list -}}
{{- range uniq $names -}}
{{- $secrets = append $secrets (dict "name" .) -}}
{{- end -}}
{{- toJson $secrets -}}
{{- end -}}

{{- /* Affinity as JSON, from its short form `nodeAffinity` and the full one: settings of a component. */ -}}
{{- define "tracardi.affinity" -}}
{{- $short := default dict .nodeAffinity -}}
{{- $node := dict -}}
{{- with $short.required -}}
{{- $_ := set $node "requiredDuringSchedulingIgnoredDuringExecution" (dict "nodeSelectorTerms" (list (dict "matchExpressions" .))) -}}
{{- end -}}
{{- $preferred := list -}}
{{- range $short.preferred -}}
{{- $preferred = append $preferred (dict "weight" .weight "preference" (dict "matchExpressions" (list (omit . "weight")))) -}}
{{- end -}}
{{- with $preferred -}}
{{- $_ := set $node "preferredDuringSchedulingIgnoredDuringExecution" . -}}
{{- end -}}
{{- include "tracardi.merged" (list (include "tracardi.given" (dict "nodeAffinity" $node) | fromJson) .affinity) -}}
{{- end -}}

{{- /* Spread constraints as a JSON list; a missing selector selects the component: root, component. */ -}}
{{- define "tracardi.spread" -}}
{{- $selector := dict "labelSelector" (dict "matchLabels" (include "tracardi.selector" . | fromJson)) -}}
{{- $constraints := list -}}
{{- range .component.settings.topologySpreadConstraints -}}
{{- $constraints = append $constraints (include "tracardi.merged" (list $selector .) | fromJson) -}}
{{- end -}}
{{- toJson $constraints -}}
{{- end -}}

{{- /* The container of a component, as JSON: root, component. */ -}}
{{- define "tracardi.mainContainer" -}}
{{- $component := .component -}}
{{- $settings := $component.settings -}}
{{- $ports := list -}}
{{- with $settings.containerPort -}}
{{- $ports = list (dict "name" "http" "containerPort" . "protocol" "TCP") -}}
{{- end -}}
{{- $lines := include (printf "tracardi.environment.%s" $component.path) .root -}}
{{- $mounts := include "tracardi.volumeMounts" (include "tracardi.mounts" . | fromJsonArray) | fromJsonArray -}}
{{- $own := dict
  "name" $component.container
  "image" (include "tracardi.image" (list .root $component.image))
  "imagePullPolicy" $component.image.pullPolicy
  "lifecycle" (include "tracardi.lifecycle" .component | fromJson)
  "ports" $ports
  "env" (include "tracardi.env" (list $lines $settings.extraEnv) | fromJsonArray)
  "volumeMounts" (concat $mounts (default list $settings.extraVolumeMounts))
  "startupProbe" (include "tracardi.probe" (list . $settings.startupProbe) | fromJson)
  "readinessProbe" (include "tracardi.probe" (list . $settings.readinessProbe) | fromJson)
  "livenessProbe" (include "tracardi.probe" (list . $settings.livenessProbe) | fromJson)
-}}
{{- include "tracardi.withFields" (list $own "container" $settings) -}}
{{- end -}}

{{- /*
Handlers as JSON: a component. Proxies go on sending for a while after a pod is told to end. The sleep needs no shell in the image.
*/ -}}
{{- define "tracardi.lifecycle" -}}
{{- $given := default dict .settings.lifecycle -}}
{{- $seconds := .settings.preStopSleepSeconds -}}
{{- if kindIs "invalid" $seconds -}}
{{- $seconds = ternary (min 10 (div (include "tracardi.graceSeconds" .settings) 3)) 0 (hasKey . "service") -}}
{{- end -}}
{{- if or (eq (int64 $seconds) 0) $given.preStop -}}
{{- toJson $given -}}
{{- else -}}
{{- include "tracardi.merged" (list $given (dict "preStop" (dict "sleep" (dict "seconds" (int64 $seconds))))) -}}
{{- end -}}
{{- end -}}

{{- /* Seconds that Kubernetes gives a pod to end: its settings. */ -}}
{{- define "tracardi.graceSeconds" -}}
{{- ternary 30 .terminationGracePeriodSeconds (kindIs "invalid" .terminationGracePeriodSeconds) | int64 -}}
{{- end -}}

{{- /* The init container that prepares Pulsar, as JSON: $. Its tag is that of the API unless it has its own. */ -}}
{{- define "tracardi.initContainer" -}}
{{- $init := .Values.init -}}
{{- $image := $init.image -}}
{{- if not (or $image.tag $image.digest) -}}
{{- $image = mustMerge (dict "tag" .Values.api.image.tag) $image -}}
{{- end -}}
{{- $own := dict
  "name" "tracardi-init"
  "image" (include "tracardi.image" (list . $image))
  "imagePullPolicy" $image.pullPolicy
  "env" (include "tracardi.env" (list (include "tracardi.environment.init" .) list) | fromJsonArray)
  "volumeMounts" (include "tracardi.volumeMounts" (include "tracardi.elasticCa" . | fromJsonArray) | fromJsonArray)
-}}
{{- include "tracardi.withFields" (list $own "container" $init) -}}
{{- end -}}

{{- /* `[registry/]repository[:tag][@digest]`: (list $ IMAGE). */ -}}
{{- define "tracardi.image" -}}
{{- $image := last . -}}
{{- $registry := default $image.registry (first .).Values.global.imageRegistry -}}
{{- with $registry }}{{ regexReplaceAll "/+$" . "" }}/{{ end -}}
{{- $image.repository -}}
{{- with $image.tag }}:{{ . }}{{ end -}}
{{- with $image.digest }}@{{ . }}{{ end -}}
{{- end -}}

{{- /*
A probe as JSON: (list SOURCE PROBE), SOURCE with root and component. The program answers 500 to a host that names no tenant, and
the kubelet sends the pod's IP address.
*/ -}}
{{- define "tracardi.probe" -}}
{{- $source := first . -}}
{{- $probe := default dict (last .) -}}
{{- $host := "" -}}
{{- if and $source.component.tenantHost (kindIs "map" $probe.httpGet) -}}
{{- $host = include "tracardi.probeHost" $source.root -}}
{{- range $probe.httpGet.httpHeaders -}}
{{- if eq (lower .name) "host" -}}
{{- $host = "" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $host -}}
{{- $headers := concat (list (dict "name" "Host" "value" $host)) (default list $probe.httpGet.httpHeaders) -}}
{{- $get := include "tracardi.merged" (list $probe.httpGet (dict "httpHeaders" $headers)) | fromJson -}}
{{- include "tracardi.merged" (list $probe (dict "httpGet" $get)) -}}
{{- else -}}
{{- toJson $probe -}}
{{- end -}}
{{- end -}}

{{- /* What a component mounts, as a JSON list of maps with volume, source and mountPath: root, component. */ -}}
{{- define "tracardi.mounts" -}}
{{- $mounts := list -}}
{{- range .component.mounts -}}
{{- $source := dict "configMap" (dict "name" (include "tracardi.objectName" (list $.root .configMap))) -}}
{{- $mounts = append $mounts (set (omit . "configMap") "source" $source) -}}
{{- end -}}
{{- if .component.readsElasticCa -}}
{{- $mounts = concat $mounts (include "tracardi.elasticCa" .root | fromJsonArray) -}}
{{- end -}}
{{- toJson $mounts -}}
{{- end -}}

{{- /* The certificate authority of Elasticsearch, as a JSON list of one mount or none: $. */ -}}
{{- define "tracardi.elasticCa" -}}
{{- $ca := .Values.elastic.ca -}}
{{- $plan := include "tracardi.data.elasticCa" . | fromYaml -}}
{{- $items := list (dict "key" $ca.key "path" $plan.file) -}}
{{- $mount := dict "volume" $plan.volume "mountPath" $plan.folder -}}
{{- if $ca.configMap -}}
{{- set $mount "source" (dict "configMap" (dict "name" $ca.configMap "items" $items)) | list | toJson -}}
{{- else if $ca.secret -}}
{{- set $mount "source" (dict "secret" (dict "secretName" $ca.secret "items" $items)) | list | toJson -}}
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{- /* Mounts as a container has them, as a JSON list: a list of mounts. */ -}}
{{- define "tracardi.volumeMounts" -}}
{{- $mounts := list -}}
{{- range . -}}
{{- $mount := dict "name" .volume "mountPath" .mountPath "readOnly" true "subPath" .subPath -}}
{{- $mounts = append $mounts (include "tracardi.given" $mount | fromJson) -}}
{{- end -}}
{{- toJson $mounts -}}
{{- end -}}
