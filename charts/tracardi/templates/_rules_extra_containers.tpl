{{- /* Rules as in lib/values/rules/extra-containers.ts: what containers may have, by the kind of container and of resource. */ -}}

{{- define "tracardi.brokenExtraContainerRules" -}}
{{- include "tracardi.unequalResources" (list "init" .Values.init.resources) -}}
{{- include "tracardi.unequalResources" (list "seed" .Values.seed.resources) -}}
{{- range $component := .TracardiMemo.components -}}
{{- include "tracardi.unequalResources" (list .path .settings.resources) -}}
{{- include "tracardi.brokenPropagation" (list .path "extraVolumeMounts" .settings .settings.containerSecurityContext) -}}
{{- range $key := list "extraContainers" "extraInitContainers" -}}
{{- range $index, $container := default list (get $component.settings $key) -}}
{{- $path := printf "%s.%s.%d" $component.path $key $index -}}
{{- include "tracardi.unequalResources" (list $path .resources) -}}
{{- include "tracardi.brokenPropagation" (list $path "volumeMounts" . .securityContext) -}}
{{- include "tracardi.brokenRestart" (list $path $key .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* (list PATH LIST CONTAINER) */ -}}
{{- define "tracardi.brokenRestart" -}}
{{- $path := first . -}}
{{- $isInit := eq (index . 1) "extraInitContainers" -}}
{{- $container := last . -}}
{{- $policy := include "tracardi.text" $container.restartPolicy -}}
{{- if and $isInit (ne $policy "Always") -}}
{{- range list "lifecycle" "livenessProbe" "readinessProbe" "startupProbe" "resizePolicy" }}
{{- if hasKey $container . }}
init-container {{ $path }}.{{ . }}
{{- end }}
{{- end }}
{{- end -}}
{{- if ternary (not (has $policy (list "" "Always"))) (hasKey $container "restartPolicy") $isInit }}
restart-policy {{ $path }}.restartPolicy
{{- end }}
{{ end -}}

{{- /* (list PATH LIST CONTAINER SECURITY-CONTEXT) */ -}}
{{- define "tracardi.brokenPropagation" -}}
{{- $path := first . -}}
{{- $list := index . 1 -}}
{{- if not (default dict (last .)).privileged -}}
{{- range $index, $mount := index (index . 2) $list }}
{{- if eq (include "tracardi.text" .mountPropagation) "Bidirectional" }}
mount-propagation {{ $path }}.{{ $list }}.{{ $index }}.mountPropagation
{{- end }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* Resources that devices or huge pages back: (list PATH RESOURCES). Names may be any text, so that the place is the map. */ -}}
{{- define "tracardi.unequalResources" -}}
{{- $resources := default dict (last .) -}}
{{- $limits := default dict $resources.limits -}}
{{- $requests := default dict $resources.requests -}}
{{- $isBroken := false -}}
{{- range $name := concat (keys $limits) (keys $requests) -}}
{{- if or (contains "/" $name) (hasPrefix "hugepages-" $name) -}}
{{- if not (hasKey $limits $name) -}}
{{- $isBroken = true -}}
{{- else -}}
{{- $limit := get $limits $name | include "tracardi.amount" | float64 -}}
{{- $request := ternary (get $requests $name) (get $limits $name) (hasKey $requests $name) | include "tracardi.amount" | float64 -}}
{{- if or (ne $limit $request) (ne $limit (floor $limit)) -}}
{{- $isBroken = true -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $isBroken }}
extended-resource {{ first . }}.resources
{{- end }}
{{- $all := merge dict $limits $requests -}}
{{- $isPart := false -}}
{{- $hasPages := false -}}
{{- range $name, $amount := $all -}}
{{- if hasPrefix "hugepages-" $name -}}
{{- $hasPages = true -}}
{{- $count := divf (include "tracardi.amount" $amount | float64) (trimPrefix "hugepages-" $name | include "tracardi.amount" | float64) -}}
{{- $isPart = or $isPart (lt $count 1.0) (ne $count (floor $count)) -}}
{{- end -}}
{{- end -}}
{{- if or $isPart (and $hasPages (not (or (hasKey $all "cpu") (hasKey $all "memory")))) }}
huge-pages {{ first . }}.resources
{{- end }}
{{ end -}}
