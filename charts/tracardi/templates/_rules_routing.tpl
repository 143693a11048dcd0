{{- /* Rules as in lib/values/rules/routing.ts: hosts and paths. */ -}}

{{- define "tracardi.brokenRoutingRules" -}}
{{- $routes := include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray }}
{{- range $index, $route := $routes }}
{{- $sharesHost := false }}
{{- $sharesRoute := false }}
{{- range $index | until | reverse }}
{{- $other := index $routes . }}
{{- if not (and (hasPrefix "api." $other.path) (hasPrefix "api." $route.path)) }}
{{- $sharesHost = or $sharesHost (ne (include "tracardi.sharedHosts" (list $other $route)) "[]") }}
{{- $sharesRoute = or $sharesRoute (include "tracardi.shareHttpRoute" (list $other $route)) }}
{{- end }}
{{- end }}
{{- if $sharesHost }}
route-conflict {{ .path }}.ingress.host
{{- end }}
{{- if $sharesRoute }}
route-conflict {{ .path }}.httpRoute.hostnames
{{- end }}
{{- end }}
{{ end -}}
