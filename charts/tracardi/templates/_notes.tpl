{{- /* URLs of a component, one a line: (list $ ROUTE). */ -}}
{{- define "tracardi.urls" -}}
{{- $root := first . -}}
{{- with last . }}
{{- $path := trimSuffix "/" .urlPath }}
{{- if .ingress }}
{{- $settings := (include "tracardi.at" (list $root.Values .path) | fromJson).value }}
{{- $scheme := ternary "https" "http" (not (empty $settings.ingress.tls)) }}
{{- range .hosts }}
  {{ $scheme }}://{{ . }}{{ $path }}
{{- end }}
{{- end }}
{{- if .httpRoute }}
{{- range default (list "<address of the Gateway>") .hostnames }}
  HTTPRoute: {{ . }}{{ $path }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Hosts for which DNS records are needed, as a JSON list: $. */ -}}
{{- define "tracardi.publicHosts" -}}
{{- $hosts := list -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray -}}
{{- if .ingress -}}
{{- $hosts = concat $hosts .hosts -}}
{{- end -}}
{{- if .httpRoute -}}
{{- $hosts = concat $hosts .hostnames -}}
{{- end -}}
{{- end -}}
{{- uniq $hosts | sortAlpha | toJson -}}
{{- end -}}

{{- /* What is deployed but not reachable from outside: commands that make it reachable from here: $. */ -}}
{{- define "tracardi.portForwards" -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray }}
{{- $component := get $.TracardiMemo.deployed .path }}
{{- if not (or .ingress .httpRoute $component.settings.service.loadBalancer) }}
{{- $port := include "tracardi.text" $component.settings.service.port }}
  kubectl --namespace {{ $.Release.Namespace }} port-forward service/{{ include "tracardi.objectName" (list $ $component.service) }} {{ $port }}
{{- end }}
{{- end }}
{{- end -}}
