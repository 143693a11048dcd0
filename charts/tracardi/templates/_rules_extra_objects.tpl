{{- /* Rules as in lib/values/rules/extra-objects.ts: manifests of the user's beside ours. */ -}}

{{- define "tracardi.brokenExtraObjectRules" -}}
{{- $ours := include "tracardi.data.ownObjects" . | fromYaml -}}
{{- $seen := dict -}}
{{- range $key, $object := .Values.extraObjects -}}
{{- if $object -}}
{{- range get $ours $object.kind | default list }}
{{- if regexMatch (printf "^%s$" (include "tracardi.objectName" (list $ (printf "(%s)" .)))) $object.metadata.name }}
extra-object-ours extraObjects.{{ $key }}
{{- end }}
{{- end }}
{{- $id := printf "%s %s/%s" $object.kind (default "" $object.metadata.namespace) $object.metadata.name }}
{{- if hasKey $seen $id }}
extra-object-twice extraObjects.{{ $key }}
{{- end }}
{{- $_ := set $seen $id true -}}
{{- if include "tracardi.isSelected" (list $ $object) }}
extra-object-selected extraObjects.{{ $key }}
{{- end }}
{{- end -}}
{{- end }}
{{ end -}}

{{- /* "true" where the pods of a manifest are called like those of a component, else empty: (list $ MANIFEST). A Pod gets our name where it gives none. */ -}}
{{- define "tracardi.isSelected" -}}
{{- $root := first . -}}
{{- $manifest := last . -}}
{{- $ours := include "tracardi.name" $root -}}
{{- $names := list "tenant-seed" "tenant-check" -}}
{{- range $root.TracardiMemo.components -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- $maps := list -}}
{{- if eq $manifest.kind "Pod" -}}
{{- $maps = append $maps (include "tracardi.merged" (list (dict "app.kubernetes.io/name" $ours) $manifest.metadata.labels) | fromJson) -}}
{{- end -}}
{{- range list "spec.template.metadata.labels" "spec.jobTemplate.spec.template.metadata.labels" -}}
{{- $maps = append $maps (include "tracardi.at" (list $manifest .) | fromJson).value -}}
{{- end -}}
{{- range $maps -}}
{{- if kindIs "map" . -}}
{{- if and (eq (get . "app.kubernetes.io/name" | toString) $ours) (has (get . "app.kubernetes.io/component" | toString) $names) -}}true{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
