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
{{- include "tracardi.sharedApiPaths" . }}
{{ end -}}

{{- /* Places of paths of the APIs below which, on a host that both have, no path of the collector can be put: $. */ -}}
{{- define "tracardi.sharedApiPaths" -}}
{{- with include "tracardi.privateRoute" (dict "root" . "of" "api.public") -}}
{{- $pair := list (fromJson .) }}
{{- with include "tracardi.route" (dict "root" $ "of" "api.public") }}
{{- $pair = append $pair (fromJson .) }}
{{- if or (ne (include "tracardi.sharedHosts" $pair) "[]") (include "tracardi.shareHttpRoute" $pair) }}
{{- range $pair }}
{{- $ingress := (get $.TracardiMemo.deployed .path).settings.ingress }}
{{- if regexMatch `[*()\[\]{}|^$\\]` $ingress.path }}
shared-path {{ .path }}.ingress.path
{{- end }}
{{- if eq $ingress.pathType "Exact" }}
shared-path {{ .path }}.ingress.pathType
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
