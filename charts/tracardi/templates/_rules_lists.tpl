{{- /* Rules as in lib/values/rules/lists.ts: lists that users add to those of a component. */ -}}

{{- /* Lists whose items Kubernetes tells apart by some fields, and what we put into them ourselves: root, component. */ -}}
{{- define "tracardi.brokenListRules" -}}
{{- $path := .component.path -}}
{{- $settings := .component.settings -}}
{{- $containers := list .component.container "tracardi-init" -}}
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
{{- include "tracardi.duplicateItems" (list (printf "%s.podSecurityContext" $path) (default dict $settings.podSecurityContext) "sysctls" (list "name") list) -}}
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
{{- range $index, $volume := $settings.extraVolumes -}}
{{- $volumes = append $volumes .name -}}
{{- with (include "tracardi.at" (list $volume "ephemeral.volumeClaimTemplate.spec") | fromJson).value -}}
{{- if and .dataSource .dataSourceRef -}}
{{- if or .dataSourceRef.namespace (ne (toJson .dataSource) (omit .dataSourceRef "namespace" | toJson)) }}
claim-source {{ $path }}.extraVolumes.{{ $index }}.ephemeral.volumeClaimTemplate.spec.dataSource
{{- end }}
{{- end }}
{{- end }}
{{- end }}
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
{{- include "tracardi.duplicateItems" (list $path $container "resizePolicy" (list "resourceName") list) -}}
{{- include "tracardi.missingVolumes" (list $path $container "volumeMounts" (last .)) -}}
{{- include "tracardi.missingVolumes" (list $path $container "volumeDevices" (last .)) -}}
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
