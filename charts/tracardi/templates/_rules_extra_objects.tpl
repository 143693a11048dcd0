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
{{- end -}}
{{- end }}
{{ end -}}
