{{- /*
Helpers here print variables as JSON, one a line. tracardi.env turns such lines into a list.
*/ -}}

{{- /*
A variable, or none where the value is empty, since the program refuses empty settings: (list NAME VALUE). Kubernetes would
expand $(NAME) and shorten $$; a doubled $ reaches the program as one.
*/ -}}
{{- define "tracardi.plain" -}}
{{- $value := include "tracardi.text" (last .) -}}
{{- if ne $value "" -}}
{{- dict "name" (first .) "value" (replace "$" "$$" $value) | toJson }}
{{ end -}}
{{- end -}}

{{- /* A variable from a Secret, or none where the credential is not given: (list NAME CREDENTIAL $). */ -}}
{{- define "tracardi.fromSecret" -}}
{{- with include "tracardi.once" (list "tracardi.credential" (last .) (index . 1)) | fromJson -}}
{{- dict "name" (first $) "valueFrom" (dict "secretKeyRef" .) | toJson }}
{{ end -}}
{{- end -}}

{{- /*
Lines of variables and further variables as a JSON list: (list LINES EXTRA). A further variable whose name is there already takes
the place of ours, since Kubernetes refuses a name that comes twice.
*/ -}}
{{- define "tracardi.env" -}}
{{- $lines := splitList "\n" (first .) | compact -}}
{{- $extra := dict -}}
{{- range last . -}}
{{- $_ := set $extra .name (toJson .) -}}
{{- end -}}
{{- $names := list -}}
{{- $env := list -}}
{{- if $extra -}}
{{- range $lines -}}
{{- $name := (fromJson .).name -}}
{{- $names = append $names $name -}}
{{- $env = append $env (default . (get $extra $name)) -}}
{{- end -}}
{{- range last . -}}
{{- if not (has .name $names) -}}
{{- $env = append $env (toJson .) -}}
{{- end -}}
{{- end -}}
{{- else -}}
{{- $env = $lines -}}
{{- end -}}
[{{ join "," $env }}]
{{- end -}}
