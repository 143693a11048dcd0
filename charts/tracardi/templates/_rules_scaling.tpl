{{- /* Rules as in lib/values/rules/scaling.ts: how many pods there are, and may be gone. */ -}}

{{- /* path, name, settings: a component. */ -}}
{{- define "tracardi.brokenScalingRules" -}}
{{- include "tracardi.missingRequests" . -}}
{{- $isOwnUse := not (empty .settings.keda.triggers) -}}
{{- range .settings.keda.triggers -}}
{{- $isOwnUse = and $isOwnUse (has .type (list "cpu" "memory")) -}}
{{- end }}
{{- if and .settings.keda.enabled $isOwnUse (eq (int64 .settings.keda.minReplicaCount) 0) }}
keda-zero {{ .path }}.keda.minReplicaCount
{{- end }}
{{- $pods := include "tracardi.fewestPods" .settings | int64 }}
{{- $budget := .settings.podDisruptionBudget }}
{{- if and $budget.enabled (gt $pods 0) }}
{{- $minimum := include "tracardi.amountOfPods" (list $budget.minAvailable $pods) }}
{{- if and $minimum (ge (int64 $minimum) $pods) }}
disruption-budget-blocks {{ .path }}.podDisruptionBudget.minAvailable
{{- end }}
{{- if eq (include "tracardi.amountOfPods" (list $budget.maxUnavailable $pods)) "0" }}
disruption-budget-blocks {{ .path }}.podDisruptionBudget.maxUnavailable
{{- end }}
{{- end }}
{{ end -}}

{{- /* Where KEDA goes down to zero, the first pod counts; where something else scales the Deployment, one does: settings. */ -}}
{{- define "tracardi.fewestPods" -}}
{{- if .autoscaling.enabled -}}
{{- int64 .autoscaling.minReplicas -}}
{{- else if .keda.enabled -}}
{{- max 1 (int64 .keda.minReplicaCount) -}}
{{- else if not (kindIs "invalid" .replicas) -}}
{{- int64 .replicas -}}
{{- else -}}
1
{{- end -}}
{{- end -}}

{{- /* Pods as a number; Kubernetes rounds percentages up: (list AMOUNT PODS). Empty where there is no amount. */ -}}
{{- define "tracardi.amountOfPods" -}}
{{- $amount := first . -}}
{{- if kindIs "string" $amount -}}
{{- div (add (mul (trimSuffix "%" $amount | int64) (last .)) 99) 100 -}}
{{- else if not (kindIs "invalid" $amount) -}}
{{- int64 $amount -}}
{{- end -}}
{{- end -}}

{{- /* path, name, settings: a component. Init containers are not measured. */ -}}
{{- define "tracardi.missingRequests" -}}
{{- $measures := include "tracardi.measures" .settings | splitList "\n" | compact -}}
{{- $containers := list (dict "path" .path "name" .name "resources" .settings.resources) -}}
{{- range $index, $container := .settings.extraContainers -}}
{{- $containers = append $containers (dict "path" (printf "%s.extraContainers.%d" $.path $index) "name" .name "resources" .resources) -}}
{{- end -}}
{{- range $container := ternary $containers list (gt (len $measures) 0) -}}
{{- $resources := default dict .resources -}}
{{- $places := list -}}
{{- range $measures -}}
{{- $measure := splitn " " 2 . -}}
{{- $isMeasured := or (empty $measure._1) (eq $measure._1 $container.name) -}}
{{- $has := or (hasKey (default dict $resources.requests) $measure._0) (hasKey (default dict $resources.limits) $measure._0) -}}
{{- if and $isMeasured (not $has) -}}
{{- $places = append $places (printf "utilization-request %s.resources.requests.%s" $container.path $measure._0) -}}
{{- end -}}
{{- end }}
{{ uniq $places | join "\n" }}
{{ end -}}
{{- end -}}

{{- /* What an autoscaler compares with requests, one a line: cpu or memory, and the container, where that is named: settings. */ -}}
{{- define "tracardi.measures" -}}
{{- if .autoscaling.enabled }}
{{- if not (kindIs "invalid" .autoscaling.targetCpuUtilizationPercentage) }}
cpu
{{- end }}
{{- if not (kindIs "invalid" .autoscaling.targetMemoryUtilizationPercentage) }}
memory
{{- end }}
{{- range $metric := .autoscaling.metrics }}
{{- range list "resource" "containerResource" }}
{{- with get $metric . }}
{{- if and (eq (toString .target.type) "Utilization") (has .name (list "cpu" "memory")) }}
{{ .name }} {{ default "" .container }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .keda.enabled }}
{{- range .keda.triggers }}
{{- if has .type (list "cpu" "memory") }}
{{ .type }} {{ default "" .metadata.containerName }}
{{- end }}
{{- end }}
{{- end }}
{{ end -}}
