{{- /* Rules as in lib/values/rules/metadata.ts: labels and annotations that would take the place of ours. */ -}}

{{- define "tracardi.brokenMetadataRules" -}}
{{- $values := .Values -}}
{{- range $rule := include "tracardi.data.ownMetadata" . | fromYamlArray -}}
{{- range $path := .maps -}}
{{- $map := (include "tracardi.at" (list $values $path) | fromJson).value -}}
{{- if $map -}}
{{- $names := list -}}
{{- range $name := $rule.ours -}}
{{- if hasKey $map $name -}}
{{- $names = append $names $name -}}
{{- end -}}
{{- end }}
{{- if $names }}
{{ $rule.id }} {{ $path }}{{ "\t" }}({{ join ", " $names }})
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{ end -}}
