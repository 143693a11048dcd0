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
{{- include "tracardi.unreachableTenants" . }}
{{- range $routes }}
{{- if .ingress }}
{{- include "tracardi.brokenIngressAnnotations" (list . (get $.TracardiMemo.deployed .path).settings.ingress) }}
{{- include "tracardi.brokenTls" (list . (get $.TracardiMemo.deployed .path).settings.ingress) }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* Annotations at odds with the Ingress: (list ROUTE INGRESS). */ -}}
{{- define "tracardi.brokenIngressAnnotations" -}}
{{- $ingress := last . -}}
{{- $annotations := default dict $ingress.annotations -}}
{{- with first . }}
{{- $class := get $annotations "kubernetes.io/ingress.class" }}
{{- if and .className (hasKey $annotations "kubernetes.io/ingress.class") (ne (toString $class) .className) }}
ingress-class {{ .path }}.ingress.className
{{- end }}
{{- $target := get $annotations "nginx.ingress.kubernetes.io/rewrite-target" | toString }}
{{- $isPart := and (regexMatch "\\$[1-9]" $target) (contains "(" .urlPath) }}
{{- if and (hasKey $annotations "nginx.ingress.kubernetes.io/rewrite-target") (not $isPart) }}
rewrite-target {{ .path }}.ingress.annotations
{{- end }}
{{- end }}
{{ end -}}

{{- /* Places of hosts of the APIs by which not every tenant is reached: $. */ -}}
{{- define "tracardi.unreachableTenants" -}}
{{- if and (include "tracardi.isMultiTenant" .) (include "tracardi.tenantDomain" .) }}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray }}
{{- if hasPrefix "api." .path }}
{{- if and .ingress (not (include "tracardi.leadsTenants" (list $ . .hosts))) }}
tenant-hosts {{ .path }}.ingress.host
{{- end }}
{{- if and .httpRoute (not (include "tracardi.leadsTenants" (list $ . .hostnames))) }}
tenant-hosts {{ .path }}.httpRoute.hostnames
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* "true" where hosts of an API lead all tenants to it, as they do where there is none: (list $ ROUTE HOSTS). */ -}}
{{- define "tracardi.leadsTenants" -}}
{{- $root := first . -}}
{{- $hosts := last . -}}
{{- $rest := "" -}}
{{- if eq (index . 1).path "api.private" -}}
{{- $rest = include "tracardi.tenantDomain" $root -}}
{{- end -}}
{{- $areLed := not (empty $root.Values.tenants) -}}
{{- range $root.Values.tenants -}}
{{- $areLed = and $areLed (include "tracardi.leadsTenant" (list .name $hosts $rest)) -}}
{{- end -}}
{{- if or (empty $hosts) (include "tracardi.leadsTenant" (list "*" $hosts $rest)) $areLed -}}true{{- end -}}
{{- end -}}

{{- /* "true" where a host has this first label, and this rest if one is given: (list LABEL HOSTS REST). */ -}}
{{- define "tracardi.leadsTenant" -}}
{{- $start := printf "%s." (first .) -}}
{{- $rest := last . -}}
{{- $isLed := false -}}
{{- range index . 1 -}}
{{- $isLed = or $isLed (ternary (eq . (print $start $rest)) (hasPrefix $start .) (ne $rest "")) -}}
{{- end -}}
{{- if $isLed -}}true{{- end -}}
{{- end -}}

{{- /* What the TLS of an Ingress leaves out: (list ROUTE INGRESS). */ -}}
{{- define "tracardi.brokenTls" -}}
{{- $route := first . -}}
{{- $ingress := last . -}}
{{- $isCovered := true -}}
{{- range $route.hosts -}}
{{- $isCovered = and $isCovered (eq (include "tracardi.hasTls" (list . $ingress.tls)) "true") -}}
{{- end -}}
{{- if and $ingress.tls (not $isCovered) }}
tls-hosts {{ $route.path }}.ingress.tls
{{- end }}
{{- $asks := include "tracardi.asksForCertificates" $ingress.annotations -}}
{{- $isIssued := false -}}
{{- range $ingress.tls -}}
{{- $isIssued = or $isIssued (and .secretName .hosts) -}}
{{- end -}}
{{- if and $asks (not $isIssued) }}
issuer-tls {{ $route.path }}.ingress.tls
{{- end }}
{{- end -}}

{{- /* "true" where annotations ask cert-manager for certificates. */ -}}
{{- define "tracardi.asksForCertificates" -}}
{{- $asks := false -}}
{{- $annotations := default dict . -}}
{{- range list "cert-manager.io/cluster-issuer" "cert-manager.io/issuer" "kubernetes.io/tls-acme" -}}
{{- $asks = or $asks (hasKey $annotations .) -}}
{{- end -}}
{{- if $asks -}}true{{- end -}}
{{- end -}}

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
