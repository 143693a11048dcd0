{{- /* Rules as in lib/values/rules/infrastructure.ts: what public versions of the program make of the settings of other services. */ -}}

{{- define "tracardi.brokenInfrastructureRules" -}}
{{- if ne (int64 .Values.elastic.port) 9200 }}
elastic-port elastic.port
{{ end -}}
{{- end -}}
