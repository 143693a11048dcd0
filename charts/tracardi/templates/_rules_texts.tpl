{{- /* Rules as in lib/values/rules/texts.ts: texts. */ -}}

{{- /* "true" where a value holds a character that nothing can carry as a variable, or that Helm 3 does not take, else empty. */ -}}
{{- define "tracardi.isUnreadable" -}}
{{- $json := toJson . -}}
{{- if regexMatch "[\\x{7f}-\\x{9f}\\x{fffe}\\x{ffff}]" $json -}}
true
{{- else if contains "\\u0000" $json -}}
{{- if regexMatch "[^\\\\](\\\\\\\\)*\\\\u0000" $json }}true{{ end -}}
{{- end -}}
{{- end -}}

{{- /* Where such texts are: (list VALUE PATH). Keys may be any text in free-form maps: one that is no word ends its path. */ -}}
{{- define "tracardi.unreadableTexts" -}}
{{- $path := last . -}}
{{- $value := first . -}}
{{- if kindIs "slice" $value -}}
{{- range $index, $item := $value -}}
{{- include "tracardi.unreadableTexts" (list $item (printf "%s.%d" $path $index)) -}}
{{- end -}}
{{- else if kindIs "map" $value -}}
{{- range $key, $item := $value -}}
{{- if regexMatch "^[A-Za-z_][A-Za-z0-9_]*$" $key -}}
{{- include "tracardi.unreadableTexts" (list $item (printf "%s.%s" $path $key | trimPrefix ".")) -}}
{{- else if include "tracardi.isUnreadable" (list $key $item) }}
unreadable-text {{ $path }}
{{ end -}}
{{- end -}}
{{- else if include "tracardi.isUnreadable" $value }}
unreadable-text {{ $path }}
{{ end -}}
{{- end -}}

{{- define "tracardi.brokenTextRules" -}}
{{- if include "tracardi.isUnreadable" .Values -}}
{{- include "tracardi.unreadableTexts" (list .Values "") | splitList "\n" | uniq | join "\n" -}}
{{- end -}}
{{- end -}}
