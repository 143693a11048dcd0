{{- /* Rules as in lib/values/rules/documents.ts: what goes into ConfigMaps. */ -}}

{{- define "tracardi.brokenDocumentRules" -}}
{{- range include "tracardi.data.documents" . | fromYamlArray -}}
{{- $key := .key -}}
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
