{{- /* Rules as in lib/values/rules/global.ts: what is for a chart that contains this one. Where one does, nothing is said: $. */ -}}

{{- define "tracardi.brokenGlobalRules" -}}
{{- if .Chart.IsRoot -}}
{{- $hasOther := false -}}
{{- range $key, $value := omit .Values.global "imageRegistry" "imagePullSecrets" -}}
{{- if kindIs "invalid" $value -}}
{{- else if regexMatch "^[A-Za-z][0-9A-Za-z_-]{0,99}$" $key }}
foreign-global global.{{ $key }}
{{ else -}}
{{- $hasOther = true -}}
{{- end -}}
{{- end -}}
{{- if $hasOther }}
foreign-global global{{ "\t" }}(a key of signs that none of these has)
{{ end -}}
{{- if eq (toJson .Values.enabled) "false" }}
enabled-alone enabled
{{ end -}}
{{- end -}}
{{- end -}}
