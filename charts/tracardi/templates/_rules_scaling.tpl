{{- /* Rules as in lib/values/rules/scaling.ts: how many pods there are, and may be gone. */ -}}

{{- /* (dict "root" $ "component" COMPONENT) */ -}}
{{- define "tracardi.brokenScalingRules" -}}
{{- $isDeployed := hasKey .root.TracardiMemo.deployed .component.path -}}
{{- with .component -}}
{{- include "tracardi.brokenMeasures" . -}}
{{- $isOwnUse := not (empty .settings.keda.triggers) -}}
{{- range .settings.keda.triggers -}}
{{- $isOwnUse = and $isOwnUse (has .type (list "cpu" "memory")) -}}
{{- end }}
{{- if and .settings.keda.enabled $isOwnUse (eq (int64 .settings.keda.minReplicaCount) 0) }}
keda-zero {{ .path }}.keda.minReplicaCount
{{- end }}
{{- $pods := include "tracardi.fewestPods" .settings | int64 }}
{{- $budget := .settings.podDisruptionBudget }}
{{- if and $isDeployed $budget.enabled (gt $pods 0) }}
{{- $minimum := include "tracardi.amountOfPods" (list $budget.minAvailable $pods) }}
{{- if and $minimum (ge (int64 $minimum) $pods) }}
disruption-budget-blocks {{ .path }}.podDisruptionBudget.minAvailable
{{- end }}
{{- if eq (include "tracardi.amountOfPods" (list $budget.maxUnavailable $pods)) "0" }}
disruption-budget-blocks {{ .path }}.podDisruptionBudget.maxUnavailable
{{- end }}
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

{{- /* A component. Init containers are not measured, unless they are sidecars. */ -}}
{{- define "tracardi.brokenMeasures" -}}
{{- $measures := include "tracardi.measures" .settings | splitList "\n" | compact -}}
{{- $containers := list (dict "path" .path "name" .container "resources" .settings.resources) -}}
{{- range $key := list "extraContainers" "extraInitContainers" -}}
{{- range $index, $container := default list (get $.settings $key) -}}
{{- if or (eq $key "extraContainers") (eq (toString .restartPolicy) "Always") -}}
{{- $containers = append $containers (dict "path" (printf "%s.%s.%d" $.path $key $index) "name" .name "resources" .resources) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $measures -}}
{{- include "tracardi.missingRequests" (list $measures $containers) -}}
{{- include "tracardi.unknownContainers" (list $.path $measures $containers) -}}
{{- end -}}
{{- end -}}

{{- /* (list MEASURES CONTAINERS). A limit alone is the request, too. Of a request of nothing there is no percent. */ -}}
{{- define "tracardi.missingRequests" -}}
{{- $measures := first . -}}
{{- range $container := last . -}}
{{- $resources := default dict .resources -}}
{{- $requests := default dict $resources.requests -}}
{{- $limits := default dict $resources.limits -}}
{{- $places := list -}}
{{- range $measures -}}
{{- $measure := splitn " " 3 . -}}
{{- $name := $measure._0 -}}
{{- $isMeasured := has (default "" $measure._2) (list "" $container.name) -}}
{{- $amount := get (ternary $requests $limits (hasKey $requests $name)) $name -}}
{{- $has := gt (include "tracardi.amount" (default "0" $amount) | float64) 0.0 -}}
{{- if and $isMeasured (not $has) -}}
{{- $places = append $places (printf "utilization-request %s.resources.requests.%s" $container.path $name) -}}
{{- end -}}
{{- end }}
{{ uniq $places | join "\n" }}
{{ end -}}
{{- end -}}

{{- /* Containers that autoscaling measures and that are not there: (list PATH MEASURES CONTAINERS). */ -}}
{{- define "tracardi.unknownContainers" -}}
{{- $path := first . -}}
{{- $names := list "" -}}
{{- range last . -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- range index . 1 -}}
{{- $measure := splitn " " 3 . -}}
{{- if not (has (default "" $measure._2) $names) }}
measured-container {{ $path }}.{{ $measure._1 }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* What an autoscaler compares with requests, one a line: cpu or memory, the place, and the container, where that is named: settings. */ -}}
{{- define "tracardi.measures" -}}
{{- if .autoscaling.enabled }}
{{- if not (kindIs "invalid" .autoscaling.targetCpuUtilizationPercentage) }}
cpu autoscaling
{{- end }}
{{- if not (kindIs "invalid" .autoscaling.targetMemoryUtilizationPercentage) }}
memory autoscaling
{{- end }}
{{- range $index, $metric := .autoscaling.metrics }}
{{- range $kind := list "resource" "containerResource" }}
{{- with get $metric . }}
{{- if and (eq (toString .target.type) "Utilization") (has .name (list "cpu" "memory")) }}
{{ .name }} autoscaling.metrics.{{ $index }}.{{ $kind }}.container {{ default "" .container }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .keda.enabled }}
{{- range $index, $trigger := .keda.triggers }}
{{- if has .type (list "cpu" "memory") }}
{{ .type }} keda.triggers.{{ $index }}.metadata.containerName {{ default "" .metadata.containerName }}
{{- end }}
{{- end }}
{{- end }}
{{ end -}}
