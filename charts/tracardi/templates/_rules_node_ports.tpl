{{- /* Rules as in lib/values/rules/node-ports.ts: ports of the nodes, of which Kubernetes gives each to one Service. */ -}}

{{- define "tracardi.brokenNodePortRules" -}}
{{- $seen := dict -}}
{{- range .TracardiMemo.components -}}
{{- if and .listener (hasKey $.TracardiMemo.deployed .path) (not (kindIs "invalid" .settings.service.nodePort)) -}}
{{- $port := printf "TCP %s" (include "tracardi.text" .settings.service.nodePort) }}
{{- if hasKey $seen $port }}
node-port-twice {{ .path }}.service.nodePort
{{- end }}
{{- $_ := set $seen $port true -}}
{{- end -}}
{{- end -}}
{{- range $key, $object := .Values.extraObjects -}}
{{- if and $object (eq $object.kind "Service") -}}
{{- $isTaken := false -}}
{{- range include "tracardi.nodePorts" $object | fromJsonArray -}}
{{- $isTaken = or $isTaken (hasKey $seen .) -}}
{{- $_ := set $seen . true -}}
{{- end }}
{{- if $isTaken }}
node-port-twice extraObjects.{{ $key }}
{{- end }}
{{- end -}}
{{- end }}
{{ end -}}

{{- /* The ports of the nodes that a Service of the user's asks for, each with its protocol, as a JSON list: MANIFEST. */ -}}
{{- define "tracardi.nodePorts" -}}
{{- $ports := list -}}
{{- $given := (include "tracardi.at" (list . "spec.ports") | fromJson).value -}}
{{- if kindIs "slice" $given -}}
{{- range $given -}}
{{- if kindIs "map" . -}}
{{- if has (kindOf .nodePort) (list "float64" "int64" "int") -}}
{{- $ports = append $ports (printf "%s %s" (default "TCP" .protocol | toString) (include "tracardi.text" .nodePort)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}
