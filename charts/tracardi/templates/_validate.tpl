{{- /*
Demands on several keys at once, which JSON Schema cannot express. Each helper prints the rules that the values break, one a
line: the rule, a blank and the path. The sentences are those of the synthesizer.
*/ -}}

{{- /* Stops the run where the values break a rule, with all broken rules at once: $. */ -}}
{{- define "tracardi.validate" -}}
{{- $problems := include "tracardi.problems" (list . "error") -}}
{{- if $problems -}}
{{- fail (printf "the values are not valid:\n%s" (trimSuffix "\n" $problems)) -}}
{{- end -}}
{{- end -}}

{{- /* The broken rules of a severity, one `path: sentence` a line: (list $ SEVERITY). */ -}}
{{- define "tracardi.problems" -}}
{{- $rules := include "tracardi.data.rules" . | fromYaml -}}
{{- $severity := last . -}}
{{- range include "tracardi.once" (list "tracardi.brokenRules" (first .)) | splitList "\n" | compact -}}
{{- $parts := splitn " " 2 . -}}
{{- $rule := get $rules $parts._0 -}}
{{- if eq $rule.severity $severity -}}
{{- printf "%s: %s\n" (regexReplaceAll "\\.([0-9]+)(\\.|$)" $parts._1 "[$1]$2") $rule.sentence -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.brokenRules" -}}
{{- include "tracardi.brokenTenancyRules" . -}}
{{- include "tracardi.brokenSecretRules" . -}}
{{- range .TracardiMemo.components -}}
{{- include "tracardi.brokenScalingRules" . -}}
{{- include "tracardi.brokenPodRules" . -}}
{{- include "tracardi.highRequests" (list .path .settings.resources) -}}
{{- include "tracardi.brokenListRules" (dict "root" $ "component" .) -}}
{{- end -}}
{{- include "tracardi.highRequests" (list "init" .Values.init.resources) -}}
{{- include "tracardi.highRequests" (list "seed" .Values.seed.resources) -}}
{{- include "tracardi.untaggedImages" . -}}
{{- if include "tracardi.isUnreadable" .Values -}}
{{- include "tracardi.unreadableTexts" (list .Values "") | splitList "\n" | uniq | join "\n" -}}
{{- end -}}
{{- include "tracardi.invalidDocuments" . -}}
{{- include "tracardi.brokenNameRules" . -}}
{{- include "tracardi.brokenRoutingRules" . -}}
{{- include "tracardi.brokenTenantRules" . -}}
{{- end -}}

{{- define "tracardi.brokenTenancyRules" -}}
{{- if include "tracardi.isMultiTenant" . -}}
{{- $credentials := include "tracardi.once" (list "tracardi.credentials" .) | fromJson -}}
{{- if not $credentials.tmsSecretKey.given }}
tms-secret-key secrets.tms.secretKey
{{- end }}
{{- if not $credentials.tmsApiKey.given }}
tms-api-key secrets.tms.apiKey
{{- end }}
{{- if not $credentials.license.given }}
license secrets.license.licenseKey
{{- end }}
{{- if not (include "tracardi.tenantDomain" .) }}
domain config.multiTenant.domain
{{- end }}
{{- if not (or .Values.tms.docker.enabled .Values.tmsApi.url .Values.tmsApi.host) }}
external-tms tmsApi.url
{{- end }}
{{ end -}}
{{- end -}}

{{- define "tracardi.brokenSecretRules" -}}
{{- range $id, $state := include "tracardi.once" (list "tracardi.credentials" .) | fromJson -}}
{{- $isDefault := eq $state.literal $state.source.default -}}
{{- if ne (empty $state.name) (empty $state.key) }}
secret-half-reference {{ $state.source.reference }}
{{- end }}
{{- if and $state.byReference $state.literal (not $isDefault) }}
secret-twice {{ $state.source.reference }}
{{- end }}
{{- if and (has $id (list "installationToken" "mergingToken")) $isDefault (not $state.byReference) }}
public-token {{ $state.source.literal }}
{{- end }}
{{ end -}}
{{- end -}}

{{- /* A component. */ -}}
{{- define "tracardi.brokenScalingRules" -}}
{{- $path := .path -}}
{{- with .settings }}
{{- if and .autoscaling.enabled .keda.enabled }}
two-scalers {{ $path }}.keda.enabled
{{- end }}
{{- if gt (int64 .autoscaling.minReplicas) (int64 .autoscaling.maxReplicas) }}
autoscaling-range {{ $path }}.autoscaling.minReplicas
{{- end }}
{{- if gt (int64 .keda.minReplicaCount) (int64 .keda.maxReplicaCount) }}
autoscaling-range {{ $path }}.keda.minReplicaCount
{{- end }}
{{- $hasMetric := or .autoscaling.targetCpuUtilizationPercentage .autoscaling.targetMemoryUtilizationPercentage .autoscaling.metrics }}
{{- if and .autoscaling.enabled (not $hasMetric) }}
autoscaling-metrics {{ $path }}.autoscaling.metrics
{{- end }}
{{- if and .keda.enabled (not .keda.triggers) }}
keda-triggers {{ $path }}.keda.triggers
{{- end }}
{{- if not (or (kindIs "invalid" .podDisruptionBudget.minAvailable) (kindIs "invalid" .podDisruptionBudget.maxUnavailable)) }}
disruption-budget {{ $path }}.podDisruptionBudget
{{- end }}
{{- end }}
{{ end -}}

{{- /* A component. */ -}}
{{- define "tracardi.brokenPodRules" -}}
{{- $path := .path -}}
{{- $settings := .settings -}}
{{- include "tracardi.brokenProbes" (list $path $settings) }}
{{- with $settings.strategy }}
{{- if and (eq (default "" .type) "Recreate") (kindIs "map" .rollingUpdate) }}
recreate {{ $path }}.strategy
{{- end }}
{{- end }}
{{- if and $settings.nodeAffinity $settings.affinity }}
{{- if kindIs "map" $settings.affinity.nodeAffinity }}
node-affinity-twice {{ $path }}.nodeAffinity
{{- end }}
{{- end }}
{{ end -}}

{{- /* (list PATH CONTAINER) */ -}}
{{- define "tracardi.brokenProbes" -}}
{{- $path := first . -}}
{{- $container := last . -}}
{{- range $probe := list "startupProbe" "readinessProbe" "livenessProbe" }}
{{- with get $container $probe }}
{{- if ne (pick . "exec" "grpc" "httpGet" "tcpSocket" | len) 1 }}
probe-handler {{ $path }}.{{ $probe }}
{{- end }}
{{- if eq $probe "readinessProbe" }}
{{- if hasKey . "terminationGracePeriodSeconds" }}
probe-grace-period {{ $path }}.{{ $probe }}.terminationGracePeriodSeconds
{{- end }}
{{- else if gt (int64 .successThreshold) 1 }}
probe-success {{ $path }}.{{ $probe }}.successThreshold
{{- end }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* Requests above a limit: (list PATH RESOURCES). Names of resources may be any text: one that is no word ends its path. */ -}}
{{- define "tracardi.highRequests" -}}
{{- $path := printf "%s.resources.requests" (first .) -}}
{{- $resources := default dict (last .) -}}
{{- $limits := default dict $resources.limits -}}
{{- $paths := list -}}
{{- range $name, $request := $resources.requests -}}
{{- if hasKey $limits $name -}}
{{- if gt (include "tracardi.amount" $request | float64) (get $limits $name | include "tracardi.amount" | float64) -}}
{{- $isWord := regexMatch "^[A-Za-z_][A-Za-z0-9_-]*$" $name -}}
{{- $paths = append $paths (ternary (printf "%s.%s" $path $name) $path $isWord) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range uniq $paths }}
resources-range {{ . }}
{{- end }}
{{ end -}}

{{- /* What a quantity of Kubernetes amounts to. As exponents decimal suffixes are exact: 300m is 0.3. */ -}}
{{- define "tracardi.amount" -}}
{{- $decimal := dict "n" "e-9" "u" "e-6" "m" "e-3" "k" "e3" "M" "e6" "G" "e9" "T" "e12" "P" "e15" "E" "e18" -}}
{{- $binary := dict "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 -}}
{{- $quantity := include "tracardi.text" . -}}
{{- $digits := regexFind "^[+0-9.]*" $quantity -}}
{{- $suffix := trimPrefix $digits $quantity -}}
{{- $amount := float64 $quantity -}}
{{- if hasKey $binary $suffix -}}
{{- $amount = mulf (float64 $digits) (get $binary $suffix) -}}
{{- else if hasKey $decimal $suffix -}}
{{- $amount = printf "%s%s" $digits (get $decimal $suffix) | float64 -}}
{{- end -}}
{{- printf "%.17g" $amount -}}
{{- end -}}

{{- /* Lists whose items Kubernetes tells apart by some fields, and what we put into them ourselves: root, component. */ -}}
{{- define "tracardi.brokenListRules" -}}
{{- $path := .component.path -}}
{{- $settings := .component.settings -}}
{{- $containers := list .component.name "tracardi-init" -}}
{{- $volumes := list -}}
{{- $mountPaths := list -}}
{{- range include "tracardi.mounts" . | fromJsonArray -}}
{{- $volumes = append $volumes .volume -}}
{{- $mountPaths = append $mountPaths .mountPath -}}
{{- end -}}
{{- include "tracardi.duplicateItems" (list $path $settings "extraEnv" (list "name") list) -}}
{{- include "tracardi.duplicateItems" (list $path $settings "extraVolumes" (list "name") $volumes) -}}
{{- include "tracardi.duplicateItems" (list $path $settings "extraVolumeMounts" (list "mountPath") $mountPaths) -}}
{{- include "tracardi.duplicateItems" (list $path $settings "extraContainers" (list "name") $containers) -}}
{{- include "tracardi.duplicateItems" (list $path $settings "extraInitContainers" (list "name") $containers) -}}
{{- include "tracardi.duplicateItems" (list $path $settings "hostAliases" (list "ip") list) -}}
{{- include "tracardi.duplicateItems" (list $path $settings "topologySpreadConstraints" (list "topologyKey" "whenUnsatisfiable") list) -}}
{{- $names := list -}}
{{- range $settings.extraContainers -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- range $index, $item := $settings.extraInitContainers }}
{{- if has .name $names }}
container-twice {{ $path }}.extraInitContainers.{{ $index }}.name
{{- end }}
{{- end }}
{{- include "tracardi.valuesTwice" (list (printf "%s.extraEnv" $path) $settings.extraEnv) }}
{{- range $settings.extraVolumes -}}
{{- $volumes = append $volumes .name -}}
{{- end -}}
{{- include "tracardi.missingVolumes" (list $path $settings "extraVolumeMounts" $volumes) -}}
{{- range $key := list "extraContainers" "extraInitContainers" -}}
{{- range $index, $container := index $settings $key -}}
{{- include "tracardi.brokenContainerRules" (list (printf "%s.%s.%d" $path $key $index) $container $volumes) -}}
{{- end -}}
{{- end }}
{{ end -}}

{{- /* (list PATH CONTAINER VOLUMES) */ -}}
{{- define "tracardi.brokenContainerRules" -}}
{{- $path := first . -}}
{{- $container := index . 1 -}}
{{- include "tracardi.duplicateItems" (list $path $container "env" (list "name") list) -}}
{{- include "tracardi.duplicateItems" (list $path $container "ports" (list "containerPort" "protocol") list) -}}
{{- include "tracardi.duplicateItems" (list $path $container "volumeMounts" (list "mountPath") list) -}}
{{- include "tracardi.duplicateItems" (list (printf "%s.resources" $path) (default dict $container.resources) "claims" (list "name") list) -}}
{{- include "tracardi.missingVolumes" (list $path $container "volumeMounts" (last .)) -}}
{{- include "tracardi.valuesTwice" (list (printf "%s.env" $path) $container.env) -}}
{{- include "tracardi.brokenProbes" (list $path $container) -}}
{{- include "tracardi.highRequests" (list $path $container.resources) -}}
{{- end -}}

{{- /* Variables with a value and a source: (list PATH VARIABLES) */ -}}
{{- define "tracardi.valuesTwice" -}}
{{- $path := first . -}}
{{- range $index, $item := last . }}
{{- if and .value (kindIs "map" .valueFrom) }}
env-value-twice {{ $path }}.{{ $index }}.valueFrom
{{- end }}
{{- end }}
{{ end -}}

{{- /* (list PATH BLOCK LIST VOLUMES) */ -}}
{{- define "tracardi.missingVolumes" -}}
{{- $path := first . -}}
{{- $list := index . 2 -}}
{{- $volumes := last . -}}
{{- range $index, $item := index (index . 1) $list }}
{{- if not (has .name $volumes) }}
volume-missing {{ $path }}.{{ $list }}.{{ $index }}.name
{{- end }}
{{- end }}
{{ end -}}

{{- /* (list PATH BLOCK LIST KEYS OURS). A field that is not given counts as what Kubernetes puts there. */ -}}
{{- define "tracardi.duplicateItems" -}}
{{- $path := first . -}}
{{- $list := index . 2 -}}
{{- $keys := index . 3 -}}
{{- $seen := last . -}}
{{- $fieldDefaults := dict "protocol" "TCP" -}}
{{- range $index, $item := index (index . 1) $list }}
{{- $values := list -}}
{{- range $keys -}}
{{- $values = append $values (index $item . | include "tracardi.text" | default (get $fieldDefaults .)) -}}
{{- end -}}
{{- $id := join " " $values -}}
{{- if has $id $seen }}
duplicate-item {{ $path }}.{{ $list }}.{{ $index }}.{{ first $keys }}
{{- end }}
{{- $seen = append $seen $id -}}
{{- end }}
{{ end -}}

{{- define "tracardi.untaggedImages" -}}
{{- $paths := list "seed.image" -}}
{{- range .TracardiMemo.components -}}
{{- $paths = append $paths .imagePath -}}
{{- end -}}
{{- $init := .Values.init.image -}}
{{- if not (or $init.tag $init.digest .Values.api.image.tag) }}
image-tag init.image.tag
{{- end }}
{{ range uniq $paths -}}
{{- $image := (include "tracardi.at" (list $.Values .) | fromJson).value -}}
{{- if not (or $image.tag $image.digest) }}
image-tag {{ . }}.tag
{{- end }}
{{ end -}}
{{- end -}}

{{- /* "true" where a value holds a character that nothing can carry as a variable, or that Helm 3 does not take, else empty. */ -}}
{{- define "tracardi.isUnreadable" -}}
{{- $json := toJson . -}}
{{- if regexMatch "[\\x{7f}-\\x{9f}\\x{fffe}\\x{ffff}]" $json -}}
true
{{- else if contains "\\u0000" $json -}}
{{- if regexMatch "[^\\\\](\\\\\\\\)*\\\\u0000" $json }}true{{ end -}}
{{- end -}}
{{- end -}}

{{- /* Where such texts are: (list VALUE PATH). Keys may be any text in free-form maps: one that is no word ends its path. */ -}}
{{- define "tracardi.unreadableTexts" -}}
{{- $path := last . -}}
{{- $value := first . -}}
{{- if kindIs "slice" $value -}}
{{- range $index, $item := $value -}}
{{- include "tracardi.unreadableTexts" (list $item (printf "%s.%d" $path $index)) -}}
{{- end -}}
{{- else if kindIs "map" $value -}}
{{- range $key, $item := $value -}}
{{- if regexMatch "^[A-Za-z_][A-Za-z0-9_]*$" $key -}}
{{- include "tracardi.unreadableTexts" (list $item (printf "%s.%s" $path $key | trimPrefix ".")) -}}
{{- else if include "tracardi.isUnreadable" (list $key $item) }}
unreadable-text {{ $path }}
{{ end -}}
{{- end -}}
{{- else if include "tracardi.isUnreadable" $value }}
unreadable-text {{ $path }}
{{ end -}}
{{- end -}}

{{- define "tracardi.invalidDocuments" -}}
{{- range $key := list "resources" "eventSources" "destinations" "tenantAliases" -}}
{{- $document := index $.Values.config.preConfiguration $key -}}
{{- if kindIs "string" $document -}}
{{- /* In a list, so that a text which is no JSON (one item, the error) differs from a map with a key called Error. */ -}}
{{- $parsed := fromJsonArray (printf "[%s]" $document) -}}
{{- if not (and (eq (len $parsed) 1) (kindIs "map" (first $parsed))) }}
json-document config.preConfiguration.{{ $key }}
{{- end }}
{{- else if contains `"\u003c\u003c":` (toJson $document) }}
merge-key config.preConfiguration.{{ $key }}
{{- end }}
{{- if and $document (gt (include "tracardi.text" $document | len) 1048576) }}
config-map-size config.preConfiguration.{{ $key }}
{{- end }}
{{- end -}}
{{- if gt (len .Values.gui.console.config.customJs) 1048576 }}
config-map-size gui.console.config.customJs
{{ end -}}
{{- end -}}

{{- define "tracardi.brokenNameRules" -}}
{{- $services := list -}}
{{- $accounts := list -}}
{{- range .TracardiMemo.components -}}
{{- if ne .path "tms.docker" -}}
{{- $services = append $services .service -}}
{{- end -}}
{{- $services = append $services .loadBalancer -}}
{{- with get $.TracardiMemo.deployed .path }}
{{- if .settings.serviceAccount.create }}
{{- $account := include "tracardi.serviceAccountName" (dict "root" $ "component" .) }}
{{- if has $account $accounts }}
service-account-twice {{ .path }}.serviceAccount.name
{{- end }}
{{- $accounts = append $accounts $account -}}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.seed.serviceAccount.create (include "tracardi.seeds" .) (has (include "tracardi.seedServiceAccountName" .) $accounts) }}
service-account-twice seed.serviceAccount.name
{{- end }}
{{- with get .TracardiMemo.deployed "tms.docker" }}
{{- if has .service $services }}
service-name tms.docker.service.name
{{- end }}
{{- if gt (include "tracardi.objectName" (list $ .service) | len) 63 }}
service-name-length tms.docker.service.name
{{- end }}
{{- end }}
{{ end -}}

{{- define "tracardi.brokenRoutingRules" -}}
{{- $gateway := .Values.gateway -}}
{{- if and $gateway.enabled (not $gateway.className) }}
gateway-class gateway.className
{{- end }}
{{- if and $gateway.enabled (eq (include "tracardi.listenerPorts" .) "[]") }}
gateway-routes gateway.enabled
{{- end }}
{{- $routes := include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray }}
{{- range $index, $route := $routes }}
{{- if and .ingress (not .hosts) }}
ingress-host {{ .path }}.ingress.host
{{- end }}
{{- if and .httpRoute (not .parents) }}
route-parent {{ .path }}.httpRoute.parentRefs
{{- end }}
{{- $sharesHost := false }}
{{- $sharesRoute := false }}
{{- range $index | until | reverse }}
{{- $other := index $routes . }}
{{- if not (and (hasPrefix "api." $other.path) (hasPrefix "api." $route.path)) }}
{{- $sharesHost = or $sharesHost (ne (include "tracardi.sharedHosts" (list $other $route)) "[]") }}
{{- $sharesRoute = or $sharesRoute (include "tracardi.shareHttpRoute" (list $other $route)) }}
{{- end }}
{{- end }}
{{- if $sharesHost }}
route-conflict {{ .path }}.ingress.host
{{- end }}
{{- if $sharesRoute }}
route-conflict {{ .path }}.httpRoute.hostnames
{{- end }}
{{- end }}
{{ end -}}

{{- define "tracardi.brokenTenantRules" -}}
{{- if gt (int64 .Values.seed.timeoutSeconds) (int64 .Values.seed.activeDeadlineSeconds) }}
seed-deadline seed.activeDeadlineSeconds
{{ end -}}
{{- if .Values.tenants }}
{{- if not (include "tracardi.isMultiTenant" .) }}
tenants-multi-tenant tenants
{{- end }}
{{- if not .Values.api.private.enabled }}
tenants-private-api tenants
{{- end }}
{{- $domain := include "tracardi.tenantDomain" . }}
{{- $hosts := include "tracardi.publicHosts" . | fromJsonArray }}
{{- $hosts = append $hosts (regexReplaceAll "^https?://(?:[^/?#]*@)?([^/?#:]*).*$" (lower .Values.tmsApi.url) "${1}") }}
{{- $seen := dict }}
{{- range $index, $tenant := .Values.tenants }}
{{- /* What the program may reduce a name to. */ -}}
{{- $reduced := regexReplaceAll "[^a-z]" .name "" }}
{{- $isReference := not (empty (default dict .passwordFrom).name) }}
{{- /* The program drops a newline at the end. */ -}}
{{- if or (not (or .password $isReference)) (regexMatch "^\r?\n$" (default "" .password)) }}
tenant-password tenants.{{ $index }}
{{- end }}
{{- if and .password $isReference }}
tenant-password-twice tenants.{{ $index }}
{{- end }}
{{- if hasKey $seen $reduced }}
tenant-twice tenants.{{ $index }}.name
{{- end }}
{{- if has (printf "%s.%s" .name $domain) $hosts }}
tenant-host tenants.{{ $index }}.name
{{- end }}
{{- if ne $reduced .name }}
tenant-hyphen tenants.{{ $index }}.name
{{- end }}
{{- $_ := set $seen $reduced true }}
{{- end }}
{{- end }}
{{ end -}}
